package io.rhapsode.pipeline.text;

/** What ends where an utterance ends, from the weakest to the strongest; it decides the pause. */
public enum Boundary {
  CLAUSE,
  LINE,
  SENTENCE,
  PARAGRAPH,
  SECTION,
  CHAPTER
}
