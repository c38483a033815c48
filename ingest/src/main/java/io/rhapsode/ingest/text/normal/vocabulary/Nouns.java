package io.rhapsode.ingest.text.normal.vocabulary;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The genders of nouns, for the numerals and ordinals that agree with them: those listed in {@code
 * nouns-<language>.txt}, all others by their endings. Thread-safe.
 *
 * <p>No dictionary: those of morphological analysers are under licences that do not allow to pass
 * them on, and a numeral needs the nouns that are counted only.
 */
public final class Nouns {
  private static final List<String> GENDERS = List.of("masculine", "feminine", "neuter");
  private static final int WORDS_TO_NOUN = 3;

  private final Map<String, String> genders = new HashMap<>();
  private final Map<Pattern, String> endings;
  private final Set<String> others;
  private final boolean capitalised;

  public Nouns(String language) {
    SpokenWords words = SpokenWords.ofFile("nouns-" + language + ".txt");
    for (String gender : GENDERS) {
      words.words(gender).forEach(noun -> genders.put(noun.toLowerCase(Locale.ROOT), gender));
    }
    this.endings = new LinkedHashMap<>();
    words
        .table("endings")
        .forEach((ending, gender) -> endings.put(Pattern.compile(ending + "$"), gender));
    this.others = Set.copyOf(words.words("others"));
    this.capitalised = words.has("capitalised");
  }

  /**
   * The gender of the noun that a numeral counts, as CLDR names it.
   *
   * @param following the words behind the numeral, up to the first mark
   * @return empty when no noun is found there
   */
  public String counted(List<String> following) {
    int looked = 0;
    for (String word : following) {
      if (looked++ == WORDS_TO_NOUN || others.contains(word.toLowerCase(Locale.ROOT))) {
        return "";
      }
      if (!capitalised || Character.isUpperCase(word.charAt(0))) {
        String gender = of(word);
        if (!gender.isEmpty()) {
          return gender;
        }
      }
    }
    return "";
  }

  /** The gender of a noun in the singular or the plural; empty when it cannot be told. */
  public String of(String noun) {
    String lower = noun.toLowerCase(Locale.ROOT);
    if (others.contains(lower) || lower.length() < 2) {
      return "";
    }
    String known = genders.get(lower);
    if (known == null && lower.endsWith("s")) {
      known = genders.get(lower.substring(0, lower.length() - 1));
    }
    if (known != null) {
      return known;
    }
    for (Map.Entry<Pattern, String> ending : endings.entrySet()) {
      if (ending.getKey().matcher(lower).find()) {
        return ending.getValue();
      }
    }
    return "";
  }

  /** Whether a word is none that is counted: an article, a preposition, a verb. */
  public boolean isOther(String word) {
    return others.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word is listed as a noun and not only taken for one by its ending. */
  public boolean isListed(String word) {
    return genders.containsKey(word.toLowerCase(Locale.ROOT));
  }
}
