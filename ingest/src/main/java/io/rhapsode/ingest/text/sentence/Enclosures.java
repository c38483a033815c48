package io.rhapsode.ingest.text.sentence;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Finds quotations and brackets: a sentence does not end between the marks of one, however many
 * full stops it holds. Marks without a partner, and pairs too far apart to be one breath of speech,
 * enclose nothing, so that what was opened too long ago is forgotten.
 */
final class Enclosures {
  /** Longest enclosed text, in UTF-16 units; beyond it the sentences inside stand alone. */
  private static final int LONGEST = 400;

  private static final String OPENING = "([{（［【「『《〈“‘„‚«‹";
  private static final String CLOSING = ")]}）］】」』》〉”’“‘»›";

  private record Opened(char mark, int position) {}

  private Enclosures() {}

  /** The positions p such that a boundary before the character at p would lie inside a pair. */
  static BitSet inside(String text) {
    BitSet inside = new BitSet(text.length());
    Deque<Opened> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      char mark = text.charAt(i);
      while (!open.isEmpty() && i - open.peekLast().position() > LONGEST) {
        open.removeLast();
      }
      if (closes(text, i, open)) {
        close(open, mark, i, inside);
      } else if (opens(text, i)) {
        open.push(new Opened(mark, i));
      }
    }
    return inside;
  }

  private static void close(Deque<Opened> open, char mark, int position, BitSet inside) {
    while (!open.isEmpty()) {
      Opened opened = open.pop();
      if (match(opened.mark(), mark)) {
        inside.set(opened.position() + 1, position + 1);
        return;
      }
    }
  }

  private static boolean opens(String text, int position) {
    char mark = text.charAt(position);
    if (mark == '"' || mark == '\'' || mark == '`') {
      return atWordStart(text, position) && position + 1 < text.length();
    }
    if (mark == '’' || mark == '”' || mark == '»' || mark == '›') {
      return (mark == '»' || mark == '›' || mark == '”') && opensInward(text, position);
    }
    return OPENING.indexOf(mark) >= 0;
  }

  /** German books print »...« and Swedish ones ”...”: the mark opens when a word follows it. */
  private static boolean opensInward(String text, int position) {
    return atWordStart(text, position)
        && position + 1 < text.length()
        && Character.isLetterOrDigit(text.codePointAt(position + 1));
  }

  private static boolean closes(String text, int position, Deque<Opened> open) {
    char mark = text.charAt(position);
    if (open.isEmpty() || !mayClose(mark) || !hasPartner(open, mark)) {
      return false;
    }
    if (mark == '\'' || mark == '’' || mark == '`') {
      return atWordEnd(text, position)
          && position > 0
          && (!isPlainLetter(text, position - 1) || closesPhrase(text, position));
    }
    if (mark == '"') {
      return position > 0 && !Character.isWhitespace(text.charAt(position - 1))
          || atWordEnd(text, position);
    }
    return CLOSING.indexOf(mark) >= 0 || mark == '«' || mark == '‹';
  }

  private static boolean mayClose(char mark) {
    return CLOSING.indexOf(mark) >= 0 || "\"'’`«‹".indexOf(mark) >= 0;
  }

  /** At most as many as fit the longest enclosed text are open. */
  private static boolean hasPartner(Deque<Opened> open, char mark) {
    for (Opened opened : open) {
      if (match(opened.mark(), mark)) {
        return true;
      }
    }
    return false;
  }

  /** "the ‘cat’ (a dog)": behind a letter it may also be an apostrophe, but not before a mark. */
  private static boolean closesPhrase(String text, int position) {
    return text.charAt(position) == '’'
        && (position + 1 == text.length()
            || ",;:)".indexOf(text.charAt(position + 1)) >= 0
            || text.startsWith(" (", position + 1));
  }

  private static boolean isPlainLetter(String text, int position) {
    return Character.isLetter(text.charAt(position));
  }

  private static boolean atWordStart(String text, int position) {
    if (position == 0) {
      return true;
    }
    char before = text.charAt(position - 1);
    return Character.isWhitespace(before)
        || Character.isSpaceChar(before)
        || OPENING.indexOf(before) >= 0
        || "\"'—–-/:".indexOf(before) >= 0;
  }

  private static boolean atWordEnd(String text, int position) {
    return position + 1 == text.length()
        || !Character.isLetterOrDigit(text.codePointAt(position + 1));
  }

  private static boolean match(char opening, char closing) {
    return switch (opening) {
      case '"' -> closing == '"';
      case '\'' -> closing == '\'' || closing == '’';
      case '`' -> closing == '\'' || closing == '`';
      case '(', '（' -> closing == ')' || closing == '）';
      case '[', '［' -> closing == ']' || closing == '］';
      case '{' -> closing == '}';
      case '【' -> closing == '】';
      case '「' -> closing == '」';
      case '『' -> closing == '』';
      case '《' -> closing == '》';
      case '〈' -> closing == '〉';
      case '“' -> closing == '”' || closing == '"';
      case '”' -> closing == '”';
      case '‘' -> closing == '’' || closing == '\'';
      case '„' -> closing == '“' || closing == '”' || closing == '"';
      case '‚' -> closing == '‘' || closing == '’';
      case '«' -> closing == '»';
      case '»' -> closing == '«';
      case '‹' -> closing == '›';
      case '›' -> closing == '‹';
      default -> false;
    };
  }
}
