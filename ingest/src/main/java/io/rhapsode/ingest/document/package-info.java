/**
 * Documents of every format as blocks of text with an outline. Knows nothing of sentences, voices
 * or Beam; the text and plan packages build on it, never the other way round.
 */
package io.rhapsode.ingest.document;
