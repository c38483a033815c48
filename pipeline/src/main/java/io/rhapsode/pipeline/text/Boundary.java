package io.rhapsode.pipeline.text;

/** What ends where an utterance ends, from the weakest to the strongest; it decides the pause. */
public enum Boundary {
  CLAUSE,
  SENTENCE,
  PARAGRAPH,
  SECTION,
  CHAPTER
}
