package io.rhapsode.ingest.cast.quote;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.pipeline.text.Span;
import java.util.List;

/** Whether text in quotation marks is said, or only spoken of: a title, a word, an irony. */
final class SpeechTest {
  /** So many units before and behind a quotation show a verb of saying. */
  private static final int NEAR = 60;

  private static final int NEAR_TOKENS = 4;

  /** Titles and words spoken of are shorter, in words. */
  private static final int LONGEST_TITLE = 8;

  private final CastWords words;

  SpeechTest(CastWords words) {
    this.words = words;
  }

  boolean isSpeech(String text, Span span) {
    String inner = text.substring(span.start() + 1, Math.max(span.start() + 1, span.end() - 1));
    if (inner.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return false;
    }
    int before = Marks.skipSpaceBack(text, span.start());
    boolean begins = before < 0 || ".,;:!?…—–-\"”»’“«)".indexOf(text.charAt(before)) >= 0;
    if (isVerbNear(text, span)) {
      return true;
    }
    boolean capital = startsWithCapital(inner);
    int count = inner.strip().split("\\s+", LONGEST_TITLE + 2).length;
    int behind = behind(text, span);
    boolean ended = Marks.isPhraseEnd(text, span.end() - 1) || behind == ',' || behind == ';';
    if (before < 0) {
      return ended || behind < 0 || count > LONGEST_TITLE;
    }
    if (!begins) {
      return count > LONGEST_TITLE && capital && ended;
    }
    return ended || capital && count > LONGEST_TITLE;
  }

  /** What stands behind, or -1 at the end of the paragraph. */
  private static int behind(String text, Span span) {
    int at = Marks.skipSpace(text, span.end());
    return at < text.length() ? text.charAt(at) : -1;
  }

  private static boolean startsWithCapital(String inner) {
    return inner
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .limit(1)
        .anyMatch(unit -> !Character.isLowerCase(unit));
  }

  /** A verb of saying before it or behind it in the same phrase. */
  private boolean isVerbNear(String text, Span span) {
    boolean elides = words.is("elision");
    List<Token> behind =
        Token.of(text, span.end(), Math.min(text.length(), span.end() + NEAR), elides);
    boolean ended = Marks.isPhraseEnd(text, span.end() - 1);
    int first = !behind.isEmpty() && behind.get(0).text().equals(",") ? 1 : 0;
    if (ended || isLowerCase(behind, first)) {
      for (int i = first; i < Math.min(NEAR_TOKENS + first, behind.size()); i++) {
        Token token = behind.get(i);
        boolean mark = !token.isWord() && !token.text().equals("-");
        if (mark || words.isConjunction(token.lower())) {
          break;
        }
        if (words.isVerbOfSaying(token.lower())) {
          return true;
        }
      }
    }
    List<Token> before = Token.of(text, Math.max(0, span.start() - NEAR), span.start(), elides);
    for (int i = before.size() - 1; i >= Math.max(0, before.size() - NEAR_TOKENS); i--) {
      Token token = before.get(i);
      boolean mark = token.text().equals(":") || token.text().equals(",");
      if (!token.isWord() && !(mark && i == before.size() - 1)) {
        return false;
      }
      if (words.isVerbOfSaying(token.lower())) {
        return ended || !before.get(before.size() - 1).isWord();
      }
    }
    return false;
  }

  private static boolean isLowerCase(List<Token> tokens, int at) {
    return at < tokens.size() && tokens.get(at).isWord() && !tokens.get(at).isCapitalised();
  }
}
