package io.rhapsode.ingest.lexicon.match;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in pieces that can be compared: runs of letters, marks and digits, and every other
 * character that is not white space by itself. In scripts that are written without spaces every
 * character is a piece.
 */
final class TextTokens {
  /**
   * A piece.
   *
   * @param form in NFC, with one kind of apostrophe and hyphen
   * @param folded the form without regard to case
   * @param start first UTF-16 unit in the text
   * @param end one past the last
   * @param spaced whether white space is before it
   * @param word whether it is made of letters and digits
   */
  record Token(String form, String folded, int start, int end, boolean spaced, boolean word) {
    /** Whether all of its letters are capitals, and there are several. */
    boolean isShouted() {
      return form.length() > 1 && form.equals(UCharacter.toUpperCase(form)) && !isSmall();
    }

    /** Whether it has no capital. */
    boolean isSmall() {
      return form.equals(folded) || form.equals(UCharacter.toLowerCase(form));
    }

    boolean isApostrophe() {
      return form.equals("'");
    }
  }

  private TextTokens() {}

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    boolean spaced = false;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int end = at + Character.charCount(point);
      if (isSpace(point)) {
        spaced = true;
      } else if (!isIgnored(point)) {
        boolean word = isWordPart(point);
        while (word && !isUnspaced(point) && end < text.length()) {
          int next = text.codePointAt(end);
          if (!isIgnored(next) && (!isWordPart(next) || isUnspaced(next))) {
            break;
          }
          end += Character.charCount(next);
        }
        tokens.add(token(text, at, end, spaced, word));
        spaced = false;
      }
      at = end;
    }
    return tokens;
  }

  private static Token token(String text, int start, int end, boolean spaced, boolean word) {
    String form = Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFC);
    if (word) {
      form = form.indexOf('\u00AD') < 0 ? form : form.replace("\u00AD", "");
    } else {
      form = plain(form);
    }
    return new Token(form, UCharacter.foldCase(form, true), start, end, spaced, word);
  }

  private static String plain(String mark) {
    return switch (mark) {
      case "\u2019", "\u2018", "\u02BC", "`", "\u00B4" -> "'";
      case "\u2010", "\u2011" -> "-";
      default -> mark;
    };
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  /** Soft hyphens and other marks that are not seen. */
  private static boolean isIgnored(int point) {
    return point == 0xAD || point == 0x200B || point == 0x2060 || point == 0xFEFF;
  }

  private static boolean isWordPart(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isUnspaced(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
