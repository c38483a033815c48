package io.rhapsode.ingest.cast.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word or a mark of a paragraph.
 *
 * @param start first UTF-16 unit in the paragraph
 * @param end one past the last unit
 * @param text as written
 * @param lower in small letters, with straight apostrophes and without the genitive "'s"
 */
public record Token(int start, int end, String text, String lower) {
  /** Names with hyphens are one word; "dit-il" is three tokens. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{L}[\\p{L}\\p{M}]*(?:['’][\\p{L}\\p{M}]+)*(?:-(?:\\p{Ll}{1,4}-)?\\p{Lu}[\\p{L}\\p{M}'’]*)*|\\p{N}+|\\S");

  /** Articles and pronouns that Romance languages join to the next word. */
  private static final Pattern ELISION =
      Pattern.compile("(?iu)((?:[ldsnmtcj]|qu|un|dell|nell|all|sull|dall|quell)['’])(\\p{L}.*)");

  /**
   * The tokens of a stretch.
   *
   * @param elides whether "l'homme" is two words
   */
  public static List<Token> of(String text, int from, int to, boolean elides) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text).region(from, to);
    while (matcher.find()) {
      int start = matcher.start();
      String found = matcher.group();
      Matcher elision = ELISION.matcher(found);
      if (elides && elision.matches()) {
        tokens.add(token(start, elision.group(1)));
        tokens.add(token(start + elision.start(2), elision.group(2)));
      } else {
        tokens.add(token(start, found));
      }
    }
    return tokens;
  }

  private static Token token(int start, String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    if (lower.endsWith("'s") && lower.length() > 2) {
      lower = lower.substring(0, lower.length() - 2);
    }
    return new Token(start, start + text.length(), text, lower);
  }

  public boolean isWord() {
    return Character.isLetter(text.codePointAt(0));
  }

  /** Whether it is a word that begins with a capital. */
  public boolean isCapitalised() {
    return Character.isUpperCase(text.codePointAt(0));
  }

  /** Whether it is a genitive such as "Ann's". */
  public boolean isGenitive() {
    return text.length() > lower.length();
  }

  /** Whether it is a mark that ends a sentence. */
  public boolean endsSentence() {
    return text.equals(".") || text.equals("!") || text.equals("?") || text.equals("…");
  }

  /** The word itself, without the genitive. */
  public String name() {
    return text.substring(0, lower.length());
  }
}
