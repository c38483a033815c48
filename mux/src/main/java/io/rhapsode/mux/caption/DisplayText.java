package io.rhapsode.mux.caption;

import java.util.Arrays;

/** A text with its white space collapsed, and where each character stood before. */
final class DisplayText {
  private final String text;
  private final int[] origins;

  private DisplayText(String text, int[] origins) {
    this.text = text;
    this.origins = origins;
  }

  static DisplayText of(String source) {
    StringBuilder text = new StringBuilder(source.length());
    int[] origins = new int[source.length() + 1];
    for (int i = 0; i < source.length(); i++) {
      boolean space = isSpace(source.charAt(i));
      boolean afterText = text.length() > 0 && text.charAt(text.length() - 1) != ' ';
      if (!space || afterText) {
        origins[text.length()] = i;
        text.append(space ? ' ' : source.charAt(i));
      }
    }
    int length = text.length();
    if (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    text.setLength(length);
    origins[length] = source.length();
    return new DisplayText(text.toString(), Arrays.copyOf(origins, length + 1));
  }

  String text() {
    return text;
  }

  /** Where a character stood in the source; of the end, the end. */
  int origin(int index) {
    return origins[index];
  }

  private static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit) || unit < ' ';
  }
}
