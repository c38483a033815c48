/** The account of a book: every character is spoken, skipped with a reason, or failed. */
package io.rhapsode.pipeline.ledger;
