/**
 * What the words of a sentence are, and English words that are said in more than one way by what
 * they are.
 */
package io.rhapsode.ingest.lexicon.role;
