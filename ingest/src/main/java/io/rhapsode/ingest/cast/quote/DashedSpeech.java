package io.rhapsode.ingest.cast.quote;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said in a paragraph that begins with a dash. The narrator's words stand between dashes
 * ("—Sí —dijo Ana—. Ahora.") or between commas.
 */
final class DashedSpeech {
  /** So many units behind a dash show a verb of saying. */
  private static final int NEAR = 60;

  private static final int NEAR_TOKENS = 4;

  private final CastWords words;
  private final Incises incises;

  DashedSpeech(CastWords words, Incises incises) {
    this.words = words;
    this.incises = incises;
  }

  List<Span> spoken(String text) {
    List<Span> spoken = new ArrayList<>();
    int first = Marks.skipSpace(text, 0);
    int start = first;
    boolean narrated = false;
    boolean quoted = false;
    for (int at = first + Marks.dash(text, first); at < text.length(); at++) {
      char unit = text.charAt(at);
      quoted |= unit == '«';
      if (unit == '»' && !quoted && !narrated) {
        add(spoken, text, new Span(start, at + 1));
        narrated = true;
      }
      if (Marks.dash(text, at) == 0) {
        continue;
      }
      if (narrated) {
        start = at;
        narrated = false;
      } else if (startsNarration(text, at)) {
        add(spoken, text, new Span(start, at));
        narrated = true;
      }
    }
    if (!narrated) {
      add(spoken, text, new Span(start, text.length()));
    }
    return spoken;
  }

  private void add(List<Span> spoken, String text, Span span) {
    if (span.of(text).codePoints().anyMatch(Character::isLetterOrDigit)) {
      spoken.addAll(incises.without(text, span));
    }
  }

  /** A dash that leans on the next word, or a spaced one before a verb of saying. */
  private boolean startsNarration(String text, int at) {
    int next = at + Marks.dash(text, at);
    if (next >= text.length()) {
      return false;
    }
    boolean spacedBefore = Marks.isSpace(text.charAt(at - 1));
    if (spacedBefore && !Marks.isSpace(text.charAt(next))) {
      return Character.isLetter(text.charAt(next));
    }
    List<Token> behind =
        Token.of(text, next, Math.min(text.length(), at + NEAR), words.is("elision"));
    for (int i = 0; i < Math.min(NEAR_TOKENS, behind.size()); i++) {
      Token token = behind.get(i);
      if (!token.isWord() && !token.text().equals("-")) {
        return false;
      }
      if (words.isVerbOfSaying(token.lower())) {
        return i > 0 || !token.isCapitalised();
      }
    }
    return false;
  }
}
