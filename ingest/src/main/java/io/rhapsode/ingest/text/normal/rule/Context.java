package io.rhapsode.ingest.text.normal.rule;

import java.util.ArrayList;
import java.util.List;

/** The words around a place in a text. Looks a few words far only, so that it costs little. */
public final class Context {
  private static final int LONGEST_WORD = 40;

  private final String text;

  public Context(String text) {
    this.text = text;
  }

  /** The text that is rewritten. */
  public String text() {
    return text;
  }

  /**
   * The words that lead up to a place, the nearest first; a mark other than a hyphen, an apostrophe
   * or an opening one ends them.
   */
  public List<String> before(int position, int most) {
    List<String> words = new ArrayList<>();
    int end = position;
    while (words.size() < most) {
      while (end > 0 && (text.charAt(end - 1) == ' ' || "\"(".indexOf(text.charAt(end - 1)) >= 0)) {
        end--;
      }
      int start = end;
      while (start > 0 && end - start < LONGEST_WORD && isOfWord(text.charAt(start - 1))) {
        start--;
      }
      if (start == end) {
        return words;
      }
      words.add(text.substring(start, end));
      end = start;
    }
    return words;
  }

  /** The words that follow a place directly, up to the first mark. */
  public List<String> after(int position, int most) {
    List<String> words = new ArrayList<>();
    int start = position;
    while (words.size() < most) {
      if (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
      int end = start;
      while (end < text.length() && end - start < LONGEST_WORD && isOfWord(text.charAt(end))) {
        end++;
      }
      if (start == end) {
        return words;
      }
      words.add(text.substring(start, end));
      start = end;
    }
    return words;
  }

  /** Whether a place begins the text or follows the end of a sentence or an opening mark. */
  public boolean startsSentence(int position) {
    int at = position;
    while (at > 0 && " \"'(-—–".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at == 0 || ".!?:".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static boolean isOfWord(char mark) {
    return Character.isLetter(mark)
        || Character.getType(mark) == Character.NON_SPACING_MARK
        || mark == '\''
        || mark == '-';
  }
}
