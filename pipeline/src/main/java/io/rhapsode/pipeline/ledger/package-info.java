/** The account of a work: every character is spoken, skipped with a reason, or failed. */
package io.rhapsode.pipeline.ledger;
