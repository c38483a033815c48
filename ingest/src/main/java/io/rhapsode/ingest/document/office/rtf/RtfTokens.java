package io.rhapsode.ingest.document.office.rtf;

import io.rhapsode.ingest.limit.Interruption;

/** Divides RTF into groups, control words, bytes and text. */
final class RtfTokens {
  /** Told what is met, in order. */
  interface Handler {
    void open();

    void close();

    /**
     * A control word or symbol.
     *
     * @param parameter its number, {@link #NONE} without one
     */
    void control(String word, int parameter);

    /** A byte of text, in the encoding of its font. */
    void unit(int value);
  }

  static final int NONE = Integer.MIN_VALUE;
  private static final int LONGEST_NUMBER = 10;

  private final String source;
  private int at;

  /**
   * @param source the file, a character for each byte
   */
  RtfTokens(String source) {
    this.source = source;
  }

  void forEach(Handler handler) {
    while (at < source.length()) {
      Interruption.check();
      char unit = source.charAt(at++);
      switch (unit) {
        case '{' -> handler.open();
        case '}' -> handler.close();
        case '\\' -> control(handler);
        case '\r', '\n', '\0' -> {
          continue;
        }
        default -> handler.unit(unit);
      }
    }
  }

  private void control(Handler handler) {
    if (at >= source.length()) {
      return;
    }
    char first = source.charAt(at);
    if (!isLetter(first)) {
      at++;
      if (first == '\'') {
        hexadecimal(handler);
      } else {
        handler.control(String.valueOf(first), NONE);
      }
      return;
    }
    int start = at;
    while (at < source.length() && isLetter(source.charAt(at))) {
      at++;
    }
    String word = source.substring(start, at);
    int parameter = number();
    if (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
    if (word.equals("bin") && parameter > 0) {
      at = (int) Math.min(source.length(), at + (long) parameter);
      return;
    }
    handler.control(word, parameter);
  }

  private int number() {
    int start = at;
    if (at < source.length() && source.charAt(at) == '-') {
      at++;
    }
    while (at < source.length()
        && Character.isDigit(source.charAt(at))
        && at - start < LONGEST_NUMBER) {
      at++;
    }
    String digits = source.substring(start, at);
    if (!digits.matches("-?\\d+")) {
      at = start;
      return NONE;
    }
    long value = Long.parseLong(digits);
    return (int) Math.max(Integer.MIN_VALUE + 1, Math.min(Integer.MAX_VALUE, value));
  }

  private void hexadecimal(Handler handler) {
    if (at + 2 <= source.length() && source.substring(at, at + 2).matches("[0-9A-Fa-f]{2}")) {
      handler.unit(Integer.parseInt(source.substring(at, at + 2), 16));
      at += 2;
    }
  }

  private static boolean isLetter(char unit) {
    return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z';
  }
}
