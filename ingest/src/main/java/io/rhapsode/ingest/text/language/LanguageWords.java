package io.rhapsode.ingest.text.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words by which the sentences of a language, and the language itself, are recognised, beside the
 * suppressions of CLDR: read from {@code words-<language>.txt}. All sets hold lower-case words.
 *
 * @param titles abbreviations that never end a sentence, because a name or a number follows them
 * @param abbreviations abbreviations that may also end a sentence
 * @param starters words that, written with a capital, begin a sentence rather than a name
 * @param common the most frequent words
 * @param ordinalDots whether a full stop after a number makes it an ordinal
 */
public record LanguageWords(
    Set<String> titles,
    Set<String> abbreviations,
    Set<String> starters,
    Set<String> common,
    boolean ordinalDots) {
  private static final Map<String, LanguageWords> LOADED = new ConcurrentHashMap<>();

  public LanguageWords {
    titles = Set.copyOf(titles);
    abbreviations = Set.copyOf(abbreviations);
    starters = Set.copyOf(starters);
    common = Set.copyOf(common);
  }

  /** The lexicon of a primary language, empty for languages without one. */
  public static LanguageWords of(String language) {
    return LOADED.computeIfAbsent(language, LanguageWords::load);
  }

  private static LanguageWords load(String language) {
    Map<String, Set<String>> words = new HashMap<>();
    try (InputStream file = LanguageWords.class.getResourceAsStream("words-" + language + ".txt")) {
      if (file != null) {
        String lines = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        lines.lines().forEach(line -> addLine(words, line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("words of '" + language + "' cannot be read", e);
    }
    Set<String> titles = new HashSet<>(Set.of("n°", "nº"));
    titles.addAll(words.getOrDefault("titles", Set.of()));
    return new LanguageWords(
        titles,
        words.getOrDefault("abbreviations", Set.of()),
        words.getOrDefault("starters", Set.of()),
        words.getOrDefault("common", Set.of()),
        words.getOrDefault("ordinal dots", Set.of()).contains("yes"));
  }

  /** "kind: word word word". */
  private static void addLine(Map<String, Set<String>> words, String line) {
    String[] parts = line.split(":", 2);
    Set<String> kind = words.computeIfAbsent(parts[0], name -> new HashSet<>());
    for (String word : parts[1].strip().split("\\s+")) {
      kind.add(word.toLowerCase(Locale.ROOT));
    }
  }
}
