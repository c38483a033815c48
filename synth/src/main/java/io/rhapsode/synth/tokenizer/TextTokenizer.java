package io.rhapsode.synth.tokenizer;

/**
 * Turns text into a model's token ids and back. Safe for use by several threads until closed;
 * closing frees native memory.
 */
public interface TextTokenizer extends AutoCloseable {
  /** Token ids of a text; empty for an empty text. */
  int[] encode(String text);

  /**
   * Text of token ids; bytes that are not UTF-8 become U+FFFD.
   *
   * @throws IllegalArgumentException if an id is not below {@link #entries}
   */
  String decode(int[] ids);

  /** Number of different token ids. */
  int entries();

  @Override
  void close();
}
