package io.rhapsode.ingest.cast.quote;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.language.Token;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The narrator's words inside what is said, in languages that set them apart with commas only:
 * "Venez, dit Anne, il est tard."
 */
final class Incises {
  /** An incise whose verb comes later is none. */
  private static final int LEADING_WORDS = 3;

  private final CastWords words;

  Incises(CastWords words) {
    this.words = words;
  }

  /** What is said in a stretch, without the narrator's words. */
  List<Span> without(String text, Span speech) {
    if (!words.is("incises")) {
      return List.of(speech);
    }
    List<Token> tokens = Token.of(text, speech.start(), speech.end(), words.is("elision"));
    List<Span> said = new ArrayList<>();
    int start = speech.start();
    for (int i = 1; i < tokens.size(); i++) {
      if (!opensPhrase(tokens.get(i - 1)) || !isIncise(tokens, i)) {
        continue;
      }
      int last = endOf(tokens, i);
      addSaid(said, text, start, tokens.get(i - 1).end());
      start = last < tokens.size() ? tokens.get(last).end() : speech.end();
      boolean ended = last < tokens.size() && tokens.get(last).endsSentence();
      if (ended && isNarration(tokens, last + 1)) {
        start = speech.end();
        break;
      }
      i = last;
    }
    addSaid(said, text, start, speech.end());
    return said;
  }

  private static void addSaid(List<Span> said, String text, int from, int to) {
    int start = Marks.skipSpace(text, from);
    if (start < to && text.substring(start, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
      said.add(new Span(start, to));
    }
  }

  private static boolean opensPhrase(Token token) {
    return ",!?…»".contains(token.text()) || token.text().equals(".");
  }

  /** A verb of saying in small letters with its subject behind it. */
  private boolean isIncise(List<Token> tokens, int from) {
    for (int i = from; i < Math.min(from + LEADING_WORDS, tokens.size()); i++) {
      Token token = tokens.get(i);
      if (!token.isWord() || token.isCapitalised()) {
        return false;
      }
      if (words.isVerbOfSaying(token.lower())) {
        return i + 1 < tokens.size() && isSubject(tokens, i + 1);
      }
      if (i == from && !words.isFiller(token.lower())) {
        return false;
      }
    }
    return false;
  }

  private boolean isSubject(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size() && tokens.get(at).text().equals("-")) {
      at++;
    }
    if (at < tokens.size() && tokens.get(at).lower().equals("t") && at + 2 < tokens.size()) {
      at += 2;
    }
    if (at >= tokens.size()) {
      return false;
    }
    Token token = tokens.get(at);
    boolean particle =
        words.isParticle(token.lower())
            && at + 1 < tokens.size()
            && tokens.get(at + 1).isCapitalised();
    boolean clitic = at > from && words.pronoun(token.lower()).isPresent();
    return clitic
        || particle
        || token.isCapitalised()
        || words.isDeterminer(token.lower())
        || !words.is("clitic-subjects") && words.pronoun(token.lower()).isPresent();
  }

  /** The token that ends the narrator's words. */
  private int endOf(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size()
        && (!",.;:!?…»".contains(tokens.get(at).text())
            || words.isTitle(tokens.get(at - 1).lower() + "."))) {
      at++;
    }
    return at;
  }

  /** Whether the narrator goes on behind the full stop: nobody is spoken to. */
  private boolean isNarration(List<Token> tokens, int from) {
    if (from >= tokens.size()) {
      return false;
    }
    for (int i = from; i < tokens.size(); i++) {
      String word = tokens.get(i).lower();
      if (words.isDialogueWord(word) || word.equals("?") || word.equals("!") || word.equals("»")) {
        return false;
      }
    }
    return words
        .pronoun(tokens.get(from).lower())
        .filter(pronoun -> pronoun == CastWords.Pronoun.HE || pronoun == CastWords.Pronoun.SHE)
        .isPresent();
  }
}
