package io.rhapsode.ingest.cast.language;

import io.rhapsode.pipeline.cast.Sex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words by which speakers are found in a language, in small letters: read from {@code
 * cast-<language>.txt}, whose lines are "kind: word word word". A language without a file has none,
 * so that its quotations are found and their speakers are not.
 */
public final class CastWords {
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "von", "van", "der", "du", "la", "le", "di", "da", "of", "des", "del", "dos", "d'");

  private static final Map<String, CastWords> LOADED = new ConcurrentHashMap<>();

  private final Map<String, Set<String>> words = new HashMap<>();

  /** What a pronoun says about whom it stands for. */
  public enum Pronoun {
    HE,
    SHE,
    IT,
    FIRST,
    PLURAL
  }

  private CastWords() {}

  /**
   * The words of a language.
   *
   * @param language primary BCP 47 tag
   */
  public static CastWords of(String language) {
    return LOADED.computeIfAbsent(language, CastWords::load);
  }

  private static CastWords load(String language) {
    CastWords loaded = new CastWords();
    if (!language.matches("[a-z]{2,3}")) {
      return loaded;
    }
    try (InputStream file = CastWords.class.getResourceAsStream("cast-" + language + ".txt")) {
      if (file != null) {
        new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(loaded::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cast words of '" + language + "' cannot be read", e);
    }
    return loaded;
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      Set<String> kind = words.computeIfAbsent(line.substring(0, colon), name -> new HashSet<>());
      kind.addAll(List.of(line.substring(colon + 1).strip().split("\\s+")));
    }
  }

  private boolean has(String kind, String word) {
    return words.getOrDefault(kind, Set.of()).contains(word);
  }

  /** Whether there is a file for the language. */
  public boolean known() {
    return !words.isEmpty();
  }

  /** A trait of the language that is on or off, such as "capital-nouns". */
  public boolean is(String trait) {
    return has("traits", trait);
  }

  public boolean isVerbOfSaying(String word) {
    return has("verbs", word);
  }

  public boolean isDeterminer(String word) {
    return has("determiners", word);
  }

  /** Whether a common noun means several, for whom "he" does not stand. */
  public boolean isPluralNoun(String word) {
    return has("plural nouns", word);
  }

  /** Whether a common noun may mean anybody of a sex, so that it is another person each time. */
  public boolean isGenericNoun(String word) {
    return has("generic nouns", word);
  }

  /** Whether an article shows that somebody is mentioned for the first time. */
  public boolean isIndefinite(String word) {
    return has("indefinite articles", word);
  }

  /** Whether a word means some of those who follow: "one of the boys". */
  public boolean isPartitive(String word) {
    return has("partitives", word);
  }

  public boolean isAdjective(String word) {
    return has("adjectives", word);
  }

  /** Whether a word between a subject and its verb says nothing of either: "then", "had". */
  public boolean isFiller(String word) {
    return has("fillers", word);
  }

  /** Whether a word may join the parts of a name: "of", "von". */
  public boolean isParticle(String word) {
    return PARTICLES.contains(word);
  }

  public boolean isPreposition(String word) {
    return has("prepositions", word);
  }

  /** Whether a word may stand before somebody who is called: "dear", "O". */
  public boolean isAddressLead(String word) {
    return has("address leads", word);
  }

  public boolean isConjunction(String word) {
    return has("conjunctions", word);
  }

  public Optional<Pronoun> pronoun(String word) {
    if (has("he", word)) {
      return Optional.of(Pronoun.HE);
    }
    if (has("she", word)) {
      return Optional.of(Pronoun.SHE);
    }
    if (has("neuter", word)) {
      return Optional.of(Pronoun.IT);
    }
    if (has("first", word)) {
      return Optional.of(Pronoun.FIRST);
    }
    return has("plural", word) ? Optional.of(Pronoun.PLURAL) : Optional.empty();
  }

  /** The sex of whom a pronoun in any case refers to: "him", "her", "himself". */
  public Optional<Sex> reference(String word) {
    return sex(word, "male references", "female references");
  }

  public boolean isTitle(String word) {
    return has("titles", word) || titleSex(word).isPresent();
  }

  public Optional<Sex> titleSex(String word) {
    return sex(word, "titles male", "titles female");
  }

  /** Whether a title may stand before a first name alone: "Miss Ann", "Uncle Tom". */
  public boolean isTitleOfFirstNames(String word) {
    return has("titles of first names", word) || isNobleTitle(word);
  }

  public boolean isNobleTitle(String word) {
    return has("titles noble", word);
  }

  public boolean isMarriedTitle(String word) {
    return has("titles married", word);
  }

  public boolean isUnmarriedTitle(String word) {
    return has("titles unmarried", word);
  }

  /** Whether a common noun names somebody who can speak. */
  public boolean isPersonNoun(String word) {
    return has("nouns", word) || nounSex(word).isPresent();
  }

  public Optional<Sex> nounSex(String word) {
    return sex(word, "nouns male", "nouns female");
  }

  public boolean isFirstName(String word) {
    return has("male names", word) || has("female names", word);
  }

  /** The sex of a first name, if only one bears it. */
  public Optional<Sex> nameSex(String word) {
    boolean male = has("male names", word);
    boolean female = has("female names", word);
    if (male == female) {
      return Optional.empty();
    }
    return Optional.of(male ? Sex.MALE : Sex.FEMALE);
  }

  /** Whether a word is written with a capital without being a name. */
  public boolean isNoName(String word) {
    return has("not names", word);
  }

  /** The sex of who is addressed by a word such as "sir". */
  public Optional<Sex> addressedSex(String word) {
    return sex(word, "vocatives male", "vocatives female");
  }

  /** Whether a word is said by one who speaks to another: "I", "you", "your". */
  public boolean isDialogueWord(String word) {
    return has("dialogue", word);
  }

  /** Whether a word before a colon or full stop is no speaker's label. */
  public boolean isNoLabel(String word) {
    return has("label stops", word);
  }

  /** The full form of a pet name. */
  public String fullName(String word) {
    return words.getOrDefault("nicknames", Set.of()).stream()
        .filter(pair -> pair.startsWith(word + "="))
        .map(pair -> pair.substring(word.length() + 1))
        .findFirst()
        .orElse(word);
  }

  private Optional<Sex> sex(String word, String male, String female) {
    if (has(male, word)) {
      return Optional.of(Sex.MALE);
    }
    return has(female, word) ? Optional.of(Sex.FEMALE) : Optional.empty();
  }
}
