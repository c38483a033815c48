package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.ingest.cast.quote.Quote;
import java.util.ArrayList;
import java.util.List;

/**
 * The narrator's words of a paragraph.
 *
 * @param segments before, between and behind its quotations: one more than there are quotations
 */
record Narration(List<List<Token>> segments) {
  Narration {
    segments = List.copyOf(segments);
  }

  /**
   * @param quotes those of the paragraph, in order
   */
  static Narration of(String text, List<Quote> quotes, CastWords words) {
    List<List<Token>> segments = new ArrayList<>();
    int at = 0;
    for (Quote quote : quotes) {
      segments.add(Token.of(text, at, quote.span().start(), words.is("elision")));
      at = quote.span().end();
    }
    segments.add(Token.of(text, at, text.length(), words.is("elision")));
    return new Narration(segments);
  }

  /** Whether a token begins a sentence of its segment. */
  static boolean startsSentence(List<Token> tokens, int at, CastWords words) {
    return at == 0
        || !tokens.get(at - 1).isWord()
            && ".!?…:\"“‘(".contains(tokens.get(at - 1).text())
            && !isAbbreviation(tokens, at - 1, words);
  }

  /** Whether a full stop belongs to a title or an initial. */
  static boolean isAbbreviation(List<Token> tokens, int dot, CastWords words) {
    if (dot == 0 || !tokens.get(dot).text().equals(".")) {
      return false;
    }
    Token before = tokens.get(dot - 1);
    return before.text().length() == 1 && before.isCapitalised() && !before.lower().equals("i")
        || words.isTitle(before.lower() + ".");
  }

  /** Where the last sentence begins; what ends the segment belongs to it. */
  static int lastSentence(List<Token> tokens, CastWords words) {
    for (int at = tokens.size() - 1; at > 0; at--) {
      if (tokens.get(at - 1).endsSentence() && !isAbbreviation(tokens, at - 1, words)) {
        return at;
      }
    }
    return 0;
  }
}
