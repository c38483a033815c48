/** Finding the words of lexicons in a text. */
package io.rhapsode.ingest.lexicon.match;
