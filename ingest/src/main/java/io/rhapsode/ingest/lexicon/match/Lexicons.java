package io.rhapsode.ingest.lexicon.match;

import io.rhapsode.ingest.lexicon.match.LexiconIndex.Found;
import io.rhapsode.ingest.lexicon.match.TextTokens.Token;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lexicons that hold for a book, the nearest first. Of two in one layer the later one is
 * nearer. May be used by several threads.
 */
public final class Lexicons {
  /** No lexicon at all. */
  public static final Lexicons NONE = new Lexicons(List.of(), WordRoles.UNKNOWN);

  private final List<LexiconIndex> nearestFirst;
  private final WordRoles roles;

  private Lexicons(List<LexiconIndex> nearestFirst, WordRoles roles) {
    this.nearestFirst = List.copyOf(nearestFirst);
    this.roles = roles;
  }

  /**
   * @param lexicons in any order of layers
   */
  public static Lexicons of(List<Lexicon> lexicons, WordRoles roles) {
    return NONE.with(lexicons, roles);
  }

  /** These and others; what is indexed already stays so. */
  public Lexicons with(List<Lexicon> others) {
    return others.isEmpty() ? this : with(others, roles);
  }

  private Lexicons with(List<Lexicon> others, WordRoles known) {
    List<LexiconIndex> all = new ArrayList<>();
    for (int i = others.size() - 1; i >= 0; i--) {
      all.add(new LexiconIndex(others.get(i)));
    }
    all.addAll(nearestFirst);
    all.sort(Comparator.comparing((LexiconIndex index) -> index.lexicon().layer()).reversed());
    return new Lexicons(all, known);
  }

  /** These, and words that come before all of them. */
  public Lexicons nearest(List<LexiconEntry> words) {
    if (words.isEmpty()) {
      return this;
    }
    List<LexiconIndex> all = new ArrayList<>();
    all.add(new LexiconIndex(Lexicon.of("words of a line", LexiconLayer.BOOK, "", words)));
    all.addAll(nearestFirst);
    return new Lexicons(all, roles);
  }

  /** These, and words that come after all of them. */
  public Lexicons farthest(Lexicon words) {
    List<LexiconIndex> all = new ArrayList<>(nearestFirst);
    all.add(new LexiconIndex(words));
    return new Lexicons(all, roles);
  }

  /** Those that hold for a voice. */
  public Lexicons ofVoice(String voice) {
    return where(
        lexicon -> lexicon.layer() != LexiconLayer.VOICE || isSame(voice, lexicon.scope()));
  }

  /** Those that hold for a book of a series, or of none. */
  public Lexicons ofSeries(Optional<String> series) {
    return where(
        lexicon ->
            lexicon.layer() != LexiconLayer.SERIES
                || series.filter(name -> isSame(name, lexicon.scope())).isPresent());
  }

  private Lexicons where(Predicate<Lexicon> holds) {
    return new Lexicons(
        nearestFirst.stream().filter(index -> holds.test(index.lexicon())).toList(), roles);
  }

  /** A file cannot bear every name that a series or a voice has: only letters and digits count. */
  private static boolean isSame(String name, String scope) {
    return letters(name).equals(letters(scope));
  }

  private static String letters(String name) {
    return name.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip().toLowerCase(Locale.ROOT);
  }

  public boolean isEmpty() {
    return nearestFirst.isEmpty();
  }

  /**
   * What of a text stands in the lexicons, in order, without overlap. At each place the nearest
   * lexicon that knows a word there decides, and in it the longest word.
   *
   * @param text a sentence
   * @param language BCP 47 tag
   */
  public List<Prescription> find(String text, String language) {
    List<LexiconIndex> spoken =
        nearestFirst.stream().filter(index -> index.lexicon().speaks(language)).toList();
    if (spoken.isEmpty()) {
      return List.of();
    }
    Endings endings = new Endings(LanguageTags.primary(language));
    Map<Token, Set<String>> known = new HashMap<>();
    Function<Token, Set<String>> roleOf =
        token ->
            known.computeIfAbsent(
                token, word -> roles.of(text, language, new Span(word.start(), word.end())));
    List<Token> tokens = TextTokens.of(text);
    List<Prescription> found = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Optional<Found> word =
          begins(tokens, at, endings) ? at(spoken, tokens, at, endings, roleOf) : Optional.empty();
      if (word.isPresent()) {
        int last = at + word.get().tokens() - 1;
        found.add(
            new Prescription(
                new Span(tokens.get(at).start(), tokens.get(last).end()), word.get().saying()));
      }
      at += word.map(Found::tokens).orElse(1);
    }
    return found;
  }

  private static Optional<Found> at(
      List<LexiconIndex> indexes,
      List<Token> tokens,
      int at,
      Endings endings,
      Function<Token, Set<String>> roleOf) {
    return indexes.stream()
        .map(index -> index.at(tokens, at, endings, roleOf))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether a word can begin here: not behind the apostrophe of O'Brien. */
  private static boolean begins(List<Token> tokens, int at, Endings endings) {
    boolean joined =
        at >= 2
            && !tokens.get(at).spaced()
            && tokens.get(at - 1).isApostrophe()
            && !tokens.get(at - 1).spaced()
            && tokens.get(at - 2).word();
    return !joined || endings.elides();
  }
}
