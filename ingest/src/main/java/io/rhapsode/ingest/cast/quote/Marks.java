package io.rhapsode.ingest.cast.quote;

/** Where single characters stand. */
final class Marks {
  private Marks() {}

  /** Whether nothing of a word is before a place. */
  static boolean beginsWord(String text, int at) {
    return at == 0
        || Character.isWhitespace(text.charAt(at - 1))
        || isSpace(text.charAt(at - 1))
        || "([{—–―-…“‘«»„\"'/".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** Whether no word goes on behind a place. */
  static boolean endsWord(String text, int at) {
    return at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /** Whether what is before a place ends a phrase, as it does before the end of what is said. */
  static boolean isPhraseEnd(String text, int at) {
    int before = at - 1;
    while (before > 0 && isSpace(text.charAt(before))) {
      before--;
    }
    return before >= 0 && ".,;:!?…—–-".indexOf(text.charAt(before)) >= 0;
  }

  /** The length of a dash that begins at a place, 0 where there is none; "--" is one. */
  static int dash(String text, int at) {
    char unit = text.charAt(at);
    if ("—–―‒".indexOf(unit) >= 0) {
      return 1;
    }
    boolean begins = unit == '-' && (at == 0 || text.charAt(at - 1) != '-');
    if (begins && text.startsWith("--", at)) {
      return 2;
    }
    boolean spaced = at == 0 || isSpace(text.charAt(at - 1));
    return begins && spaced && at + 1 < text.length() && isSpace(text.charAt(at + 1)) ? 1 : 0;
  }

  static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }

  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The last place before {@code from} that is no space, or -1. */
  static int skipSpaceBack(String text, int from) {
    int at = from - 1;
    while (at >= 0 && isSpace(text.charAt(at))) {
      at--;
    }
    return at;
  }
}
