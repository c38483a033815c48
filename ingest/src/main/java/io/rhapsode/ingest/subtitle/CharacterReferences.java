package io.rhapsode.ingest.subtitle;

import org.jsoup.parser.Parser;

/** Character references of HTML: {@code &amp;}, {@code &#39;}, {@code &eacute;}. */
public final class CharacterReferences {
  /** The longest name of HTML has 31 letters. */
  private static final int LONGEST = 34;

  private CharacterReferences() {}

  /**
   * Where the reference that starts at {@code at} ends, behind its semicolon.
   *
   * @return {@code at} when there is none: an ampersand is then a character like any other
   */
  public static int end(CharSequence text, int at) {
    if (text.charAt(at) != '&') {
      return at;
    }
    int limit = Math.min(text.length(), at + LONGEST);
    for (int end = at + 1; end < limit; end++) {
      char unit = text.charAt(end);
      if (unit == ';') {
        String reference = text.subSequence(at, end + 1).toString();
        return decoded(reference).equals(reference) ? at : end + 1;
      }
      if (unit != '#' && !Character.isLetterOrDigit(unit)) {
        return at;
      }
    }
    return at;
  }

  /** What a whole reference stands for. */
  public static String decoded(String reference) {
    String decoded = Parser.unescapeEntities(reference, false);
    // "&amq;" is not "&am" and more: HTML's names without a semicolon are left alone.
    return decoded.endsWith(";") && decoded.length() > 1 ? reference : decoded;
  }
}
