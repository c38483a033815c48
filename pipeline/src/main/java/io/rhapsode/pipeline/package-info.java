/**
 * What a work is made of, a book or a film: domain types, the Beam graph over pluggable stages,
 * ledger and take store.
 */
package io.rhapsode.pipeline;
