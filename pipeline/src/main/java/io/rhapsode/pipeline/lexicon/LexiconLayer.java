package io.rhapsode.pipeline.lexicon;

/**
 * Where a lexicon comes from, from the farthest to the nearest: the nearest that knows a word wins.
 */
public enum LexiconLayer {
  /** What comes with the program. */
  PRODUCT,
  /** What a user keeps for all books. */
  USER,
  /** What a user keeps for the books of one series. */
  SERIES,
  /** What the document brings along. */
  DOCUMENT,
  /** What is given for the book. */
  BOOK,
  /** What a user keeps for one voice. */
  VOICE
}
