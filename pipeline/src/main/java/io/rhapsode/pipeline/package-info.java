/**
 * What a narration is made of: domain types, the Beam graph over pluggable stages, ledger and take
 * store. Depends on Beam core only.
 */
package io.rhapsode.pipeline;
