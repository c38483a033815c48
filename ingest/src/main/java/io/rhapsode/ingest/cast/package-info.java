/**
 * Who says what in a book: {@code quote} finds what is said, {@code person} who there is, {@code
 * speaker} who says it; {@code play} reads plays and interviews, which name their speakers. The
 * result is the cast and the lines of a manifest.
 */
package io.rhapsode.ingest.cast;
