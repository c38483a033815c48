package io.rhapsode.ingest.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a language's sentences are recognised by, beside the suppressions of CLDR: read from {@code
 * sentences-<language>.txt}. All sets hold lower-case words.
 *
 * @param titles abbreviations that never end a sentence, because a name or a number follows them
 * @param abbreviations abbreviations that may also end a sentence
 * @param starters words that, written with a capital, begin a sentence rather than a name
 * @param ordinalDots whether a full stop after a number makes it an ordinal
 */
record SentenceLexicon(
    Set<String> titles, Set<String> abbreviations, Set<String> starters, boolean ordinalDots) {
  private static final Map<String, SentenceLexicon> LOADED = new ConcurrentHashMap<>();

  SentenceLexicon {
    titles = Set.copyOf(titles);
    abbreviations = Set.copyOf(abbreviations);
    starters = Set.copyOf(starters);
  }

  /** The lexicon of a primary language, empty for languages without one. */
  static SentenceLexicon of(String language) {
    return LOADED.computeIfAbsent(language, SentenceLexicon::load);
  }

  private static SentenceLexicon load(String language) {
    Set<String> titles = new HashSet<>(Set.of("n°", "nº"));
    Set<String> abbreviations = new HashSet<>();
    Set<String> starters = new HashSet<>();
    boolean ordinalDots = false;
    try (InputStream file =
        SentenceLexicon.class.getResourceAsStream("sentences-" + language + ".txt")) {
      if (file == null) {
        return new SentenceLexicon(titles, abbreviations, starters, false);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(":", 2);
        switch (parts[0]) {
          case "titles" -> addWords(titles, parts[1]);
          case "abbreviations" -> addWords(abbreviations, parts[1]);
          case "starters" -> addWords(starters, parts[1]);
          case "ordinal dots" -> ordinalDots = parts[1].strip().equals("yes");
          default -> throw new IllegalStateException("line is not understood: " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sentence rules of '" + language + "' cannot be read", e);
    }
    return new SentenceLexicon(titles, abbreviations, starters, ordinalDots);
  }

  private static void addWords(Set<String> words, String line) {
    for (String word : line.strip().split("\\s+")) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
  }
}
