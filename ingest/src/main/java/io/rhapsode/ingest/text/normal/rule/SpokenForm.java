package io.rhapsode.ingest.text.normal.rule;

/** The rules of one language that turn cleaned text into words. Thread-safe. */
public interface SpokenForm {
  /** Applies every rule once. */
  AlignedText apply(AlignedText text);
}
