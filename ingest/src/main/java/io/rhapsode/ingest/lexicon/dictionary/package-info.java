/** Which words of a text a dictionary of its language knows, and which it does not. */
package io.rhapsode.ingest.lexicon.dictionary;
