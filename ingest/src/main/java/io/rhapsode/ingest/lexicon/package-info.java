/**
 * Pronunciation lexicons: reading and writing files (PLS 1.0 and plain tables), and finding their
 * words in a text.
 */
package io.rhapsode.ingest.lexicon;
