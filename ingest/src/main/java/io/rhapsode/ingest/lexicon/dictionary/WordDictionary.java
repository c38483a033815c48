package io.rhapsode.ingest.lexicon.dictionary;

import io.rhapsode.ingest.text.language.LanguageTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;

/**
 * All inflected forms of a language, from the dictionaries of LanguageTool. A word is known as it
 * stands, in small letters, without what an apostrophe joins to it, and where all parts of it are
 * known: at hyphens, and in languages that write compounds as one word. Used by one thread.
 */
public final class WordDictionary {
  private static final String FOLDER = "/org/languagetool/resource/";

  /** Dictionaries by primary language. */
  private static final Map<String, List<String>> RESOURCES =
      Map.of(
          "en", List.of("en/english", "en/hunspell/en_GB", "en/hunspell/en_US"),
          "de", List.of("de/german"),
          "fr", List.of("fr/french"),
          "es", List.of("es/es-ES"),
          "it", List.of("it/italian", "it/hunspell/it_IT"),
          "pt", List.of("pt/portuguese", "pt/spelling/pt-BR", "pt/spelling/pt-PT-90"));

  private static final Set<String> COMPOUNDING = Set.of("de");

  /** What German puts between the parts of a compound. */
  private static final List<String> JOINTS = List.of("", "s", "es", "n", "en", "er", "e");

  private static final int SHORTEST_PART = 4;
  private static final int MOST_PARTS = 4;

  private final String language;
  private final List<DictionaryLookup> dictionaries;

  private WordDictionary(String language, List<DictionaryLookup> dictionaries) {
    this.language = language;
    this.dictionaries = dictionaries;
  }

  /** The dictionary of a language, if there is one. */
  public static Optional<WordDictionary> of(String tag) {
    String language = LanguageTags.primary(tag);
    return Optional.ofNullable(RESOURCES.get(language))
        .map(names -> names.stream().map(WordDictionary::read).toList())
        .map(dictionaries -> new WordDictionary(language, dictionaries));
  }

  /** BCP 47 primary languages that there is a dictionary of. */
  public static Set<String> languages() {
    return RESOURCES.keySet();
  }

  private static DictionaryLookup read(String name) {
    String path = FOLDER + name;
    try (InputStream words = Dictionary.class.getResourceAsStream(path + ".dict");
        InputStream facts = Dictionary.class.getResourceAsStream(path + ".info")) {
      if (words == null || facts == null) {
        throw new IOException("it is not among the libraries");
      }
      return new DictionaryLookup(Dictionary.read(words, facts));
    } catch (IOException e) {
      throw new UncheckedIOException("the dictionary %s cannot be read".formatted(name), e);
    }
  }

  /**
   * Whether the language has a word.
   *
   * @param word letters, with hyphens and plain apostrophes inside
   */
  public boolean knows(String word) {
    if (isForm(word)) {
      return true;
    }
    String[] parts = word.split("['-]");
    if (parts.length > 1) {
      for (String part : parts) {
        if (part.length() > 1 && !isForm(part)) {
          return false;
        }
      }
      return true;
    }
    return COMPOUNDING.contains(language) && isCompound(word.toLowerCase(Locale.ROOT), MOST_PARTS);
  }

  private boolean isForm(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return isEntry(word) || isEntry(small) || isEntry(capitalised(small));
  }

  private boolean isEntry(String word) {
    return dictionaries.stream().anyMatch(dictionary -> !dictionary.lookup(word).isEmpty());
  }

  /**
   * Whether a word in small letters is made of words, the last of which has an ending of its own.
   */
  private boolean isCompound(String word, int parts) {
    for (int at = SHORTEST_PART; parts > 1 && at <= word.length() - SHORTEST_PART; at++) {
      String rest = word.substring(at);
      if (isPart(word.substring(0, at)) && (isForm(rest) || isCompound(rest, parts - 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean isPart(String written) {
    for (String joint : JOINTS) {
      int length = written.length() - joint.length();
      if (length >= SHORTEST_PART
          && written.endsWith(joint)
          && isForm(written.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  private static String capitalised(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
  }
}
