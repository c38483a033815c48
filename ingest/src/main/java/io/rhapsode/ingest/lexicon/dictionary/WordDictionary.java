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
  private static final Map<String, String> RESOURCES =
      Map.of(
          "en", "en/english",
          "de", "de/german",
          "fr", "fr/french",
          "es", "es/es-ES",
          "it", "it/italian",
          "pt", "pt/portuguese");

  private static final Set<String> COMPOUNDING = Set.of("de");

  /** What German puts between the parts of a compound. */
  private static final List<String> JOINTS = List.of("", "s", "es", "n", "en", "er", "e");

  /** Of the first and the last part of a compound, in letters, and of those between. */
  private static final int SHORTEST_PART = 4;

  private static final int SHORTEST_INSIDE = 3;
  private static final int MOST_PARTS = 4;

  private final String language;
  private final DictionaryLookup forms;

  private WordDictionary(String language, DictionaryLookup forms) {
    this.language = language;
    this.forms = forms;
  }

  /** The dictionary of a language, if there is one. */
  public static Optional<WordDictionary> of(String tag) {
    String language = LanguageTags.primary(tag);
    return Optional.ofNullable(RESOURCES.get(language))
        .map(name -> new WordDictionary(language, read(name)));
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
    return COMPOUNDING.contains(language)
        && isCompound(word.toLowerCase(Locale.ROOT), SHORTEST_PART, MOST_PARTS);
  }

  private boolean isForm(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return isEntry(word) || isEntry(small) || isEntry(capitalised(small));
  }

  private boolean isEntry(String word) {
    return !forms.lookup(word).isEmpty();
  }

  /**
   * Whether a word in small letters is made of words, the last of which has an ending of its own.
   *
   * @param shortest of its first part, in letters
   */
  private boolean isCompound(String word, int shortest, int parts) {
    for (int at = shortest; parts > 1 && at <= word.length() - SHORTEST_PART; at++) {
      String rest = word.substring(at);
      if (isPart(word.substring(0, at), shortest)
          && (isForm(rest) || isCompound(rest, SHORTEST_INSIDE, parts - 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean isPart(String written, int shortest) {
    for (String joint : JOINTS) {
      int length = written.length() - joint.length();
      if (length >= shortest && written.endsWith(joint) && isForm(written.substring(0, length))) {
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
