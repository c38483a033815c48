package io.rhapsode.ingest.cast.quote;

import java.util.List;

/**
 * How a book marks what is said.
 *
 * @param single whether speech stands in single marks, which are apostrophes elsewhere
 * @param inverted whether guillemets point inwards: »so«
 * @param dashes whether a dash begins what is said
 */
record QuoteStyle(boolean single, boolean inverted, boolean dashes) {
  private static final String DOUBLE = "“„\"«»”";

  /** Fewer paragraphs that begin with a dash may be a list, an aside or a signature. */
  private static final int FEWEST_DASHES = 2;

  /** The style that most of a book's marks are in. */
  static QuoteStyle of(List<Paragraph> paragraphs) {
    int doubles = 0;
    int singles = 0;
    int inward = 0;
    int outward = 0;
    int dashes = 0;
    for (Paragraph paragraph : paragraphs) {
      String text = paragraph.text();
      dashes += startsWithDash(text) ? 1 : 0;
      boolean guillemet = false;
      for (int at = 0; at < text.length(); at++) {
        char unit = text.charAt(at);
        if (!Marks.beginsWord(text, at)) {
          continue;
        }
        if (DOUBLE.indexOf(unit) >= 0) {
          doubles++;
        } else if (unit == '‘' || unit == '\'' && isQuoted(text, at)) {
          singles++;
        }
        if (!guillemet && (unit == '«' || unit == '»')) {
          guillemet = true;
          inward += unit == '»' ? 1 : 0;
          outward += unit == '«' ? 1 : 0;
        }
      }
    }
    return new QuoteStyle(singles > doubles, inward > outward, dashes >= FEWEST_DASHES);
  }

  /** Whether a straight single mark that begins a word is no apostrophe: 'Tis, 'em. */
  private static boolean isQuoted(String text, int at) {
    return at + 1 < text.length() && Character.isUpperCase(text.charAt(at + 1));
  }

  /** Whether a paragraph begins with a dash and words behind it. */
  static boolean startsWithDash(String text) {
    int first = Marks.skipSpace(text, 0);
    int dash = first < text.length() ? Marks.dash(text, first) : 0;
    int at = Marks.skipSpace(text, first + dash);
    return dash > 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "¿¡…«“\".".indexOf(text.charAt(at)) >= 0);
  }
}
