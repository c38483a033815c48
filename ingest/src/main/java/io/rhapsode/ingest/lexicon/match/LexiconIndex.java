package io.rhapsode.ingest.lexicon.match;

import io.rhapsode.ingest.lexicon.match.TextTokens.Token;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One lexicon by the first piece of its spellings. Small letters in a spelling stand for either
 * case, so that a word is found at the beginning of a sentence and in a title; a spelling with
 * capitals is found with those, and in text that is all capitals. May be used by several threads.
 */
final class LexiconIndex {
  private final Lexicon lexicon;
  private final Map<String, List<Spelling>> byFirst = new HashMap<>();

  /** One way to write an entry. */
  private record Spelling(List<Token> tokens, LexiconEntry entry, int order) {
    boolean isName() {
      return !tokens.get(0).isSmall();
    }
  }

  /**
   * What was found.
   *
   * @param tokens how many pieces of the text it takes
   */
  record Found(Saying saying, int tokens, boolean exact, int order) {}

  LexiconIndex(Lexicon lexicon) {
    this.lexicon = lexicon;
    int order = 0;
    for (LexiconEntry entry : lexicon.entries()) {
      for (String grapheme : entry.graphemes()) {
        List<Token> tokens = TextTokens.of(grapheme);
        if (!tokens.isEmpty()) {
          byFirst
              .computeIfAbsent(tokens.get(0).folded(), first -> new ArrayList<>(1))
              .add(new Spelling(tokens, entry, order++));
        }
      }
    }
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /**
   * The longest spelling that stands at a piece of a text; of equals the one in the same case, then
   * the first of the lexicon.
   *
   * @param roles of the word at a place
   */
  Optional<Found> at(
      List<Token> text, int at, Endings endings, Function<Token, Set<String>> roles) {
    List<Found> found = new ArrayList<>();
    Token first = text.get(at);
    add(found, first.folded(), text, at, "", endings, roles);
    if (found.isEmpty()) {
      for (String ending : endings.ofNames()) {
        if (first.word() && first.folded().length() > ending.length() + 1) {
          add(found, without(first.folded(), ending), text, at, ending, endings, roles);
        }
      }
    }
    return found.stream()
        .max(
            Comparator.comparingInt(Found::tokens)
                .thenComparing(Found::exact)
                .thenComparing(Comparator.comparingInt(Found::order).reversed()));
  }

  private static String without(String word, String ending) {
    return word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : "";
  }

  private void add(
      List<Found> found,
      String key,
      List<Token> text,
      int at,
      String ending,
      Endings endings,
      Function<Token, Set<String>> roles) {
    for (Spelling spelling : byFirst.getOrDefault(key, List.of())) {
      boolean holds =
          spelling.entry().roles().isEmpty()
              || spelling.entry().roles().stream().anyMatch(roles.apply(text.get(at))::contains);
      if (holds) {
        new Comparison(spelling, text, at, ending, endings).found().ifPresent(found::add);
      }
    }
  }

  /** A spelling held against a place of a text. */
  private record Comparison(
      Spelling spelling, List<Token> text, int at, String ending, Endings endings) {
    Optional<Found> found() {
      List<Token> wanted = spelling.tokens();
      if (at + wanted.size() > text.size() || !ending.isEmpty() && !takesEnding()) {
        return Optional.empty();
      }
      boolean exact = true;
      for (int i = 0; i < wanted.size(); i++) {
        Token token = text.get(at + i);
        boolean spaced = i == 0 || token.spaced() == wanted.get(i).spaced();
        if (!spaced || !isSame(wanted.get(i), token, i == 0)) {
          return Optional.empty();
        }
        exact &= token.form().equals(wanted.get(i).form());
      }
      Saying saying = spelling.entry().saying();
      if (!ending.isEmpty()) {
        saying = endings.with(saying, ending, ending);
      }
      return behind(saying, wanted.size(), exact);
    }

    private boolean takesEnding() {
      return spelling.tokens().size() == 1
          && spelling.isName()
          && endings.fits(spelling.tokens().get(0).folded(), ending);
    }

    private boolean isSame(Token wanted, Token token, boolean first) {
      String form = ending.isEmpty() ? token.form() : cut(token.form());
      String folded = ending.isEmpty() ? token.folded() : cut(token.folded());
      if (!wanted.folded().equals(folded)) {
        return false;
      }
      return wanted.isSmall()
          || wanted.form().equals(form)
          || token.isShouted()
          || first
              && Character.isLowerCase(wanted.form().charAt(0))
              && wanted.form().substring(1).equals(form.substring(1));
    }

    private String cut(String form) {
      return form.substring(0, Math.max(1, form.length() - ending.length()));
    }

    /** What an apostrophe joins to the word belongs to it, or makes it another word. */
    private Optional<Found> behind(Saying saying, int size, boolean exact) {
      int next = at + size;
      boolean joined =
          next + 1 < text.size()
              && text.get(next).isApostrophe()
              && !text.get(next).spaced()
              && !text.get(next + 1).spaced()
              && text.get(next + 1).word();
      if (!joined || !text.get(next - 1).word()) {
        return Optional.of(new Found(saying, size, exact, spelling.order()));
      }
      String tail = text.get(next + 1).folded();
      if (endings.joined().contains(tail)) {
        Saying whole = endings.with(saying, "'" + tail, tail);
        return Optional.of(new Found(whole, size + 2, exact, spelling.order()));
      }
      return endings.elides()
          ? Optional.of(new Found(saying, size, exact, spelling.order()))
          : Optional.empty();
    }
  }
}
