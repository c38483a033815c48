package io.rhapsode.ingest.text.normal.rule;

/** What may stand around a figure or a word for a rule to take it, as parts of expressions. */
public final class TextEdges {
  /** Nothing before a figure that would make it part of a larger one or of a word. */
  public static final String BEFORE_FIGURE =
      "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/-])(?<!\\p{Lu}-)";

  /** Nothing behind a figure that would make it part of a larger one or of a word. */
  public static final String AFTER_FIGURE = "(?![\\p{L}\\p{M}\\p{N}_])(?![.,:/]\\p{N})";

  public static final String BEFORE_WORD = "(?<![\\p{L}\\p{M}\\p{N}.'])";
  public static final String AFTER_WORD = "(?![\\p{L}\\p{M}\\p{N}])";

  /** The full stop of an abbreviation; the one that also ends the text is left standing. */
  public static final String STOP = "(?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$))";

  private TextEdges() {}
}
