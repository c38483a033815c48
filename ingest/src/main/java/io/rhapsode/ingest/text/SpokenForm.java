package io.rhapsode.ingest.text;

/** The rules of one language that turn cleaned text into words. Thread-safe. */
interface SpokenForm {
  /** Applies every rule once. */
  AlignedText apply(AlignedText text);
}
