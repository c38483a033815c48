package io.rhapsode.ingest.lexicon.match;

import io.rhapsode.pipeline.lexicon.Saying;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Endings that the names of a lexicon take in a text, and how the names sound with them. Only what
 * is regular and safe: endings of names, and in English what is joined to any word by an
 * apostrophe.
 */
final class Endings {
  private static final String SIBILANTS = "szʃʒɕʑʂʐ";
  private static final String VOICELESS = "ptkfθxc";
  private static final String DENTAL_STOPS = "td";

  /** Endings of names, the longest first. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("en", List.of("es", "s")),
          Map.entry("de", List.of("s")),
          Map.entry("nl", List.of("s")),
          Map.entry("sv", List.of("s")),
          Map.entry("da", List.of("s")),
          Map.entry("nb", List.of("s")),
          Map.entry("no", List.of("s")),
          Map.entry("es", List.of("s")),
          Map.entry("pt", List.of("s")));

  /** What is joined by an apostrophe. */
  private static final Map<String, List<String>> JOINED =
      Map.of("en", List.of("s", "ll", "d", "ve", "re"), "nl", List.of("s"), "de", List.of("s"));

  /** Languages in which an article or a particle is joined to a word by an apostrophe. */
  private static final List<String> ELIDING = List.of("fr", "it", "ca", "oc", "pt", "br");

  private final String language;

  /**
   * @param language primary subtag
   */
  Endings(String language) {
    this.language = language;
  }

  /** What a name may end in. */
  List<String> ofNames() {
    return NAMES.getOrDefault(language, List.of());
  }

  /** What may follow a word and an apostrophe. */
  List<String> joined() {
    return JOINED.getOrDefault(language, List.of());
  }

  /** Whether a word may begin behind an apostrophe. */
  boolean elides() {
    return ELIDING.contains(language);
  }

  /** Whether an ending can be added to a name that ends so: "Weasleys" and "Joneses". */
  boolean fits(String name, String ending) {
    boolean hissing = name.matches(".*(?:s|x|z|ch|sh)");
    return switch (ending) {
      case "es" -> language.equals("en") && hissing;
      case "s" -> !hissing;
      default -> true;
    };
  }

  /**
   * How a word sounds with an ending.
   *
   * @param written as it stands in the text, with its apostrophe
   * @param ending without an apostrophe; empty for the bare apostrophe of "James' "
   */
  Saying with(Saying word, String written, String ending) {
    if (word instanceof Saying.Alias alias) {
      return new Saying.Alias(alias.text() + written);
    }
    String ipa = ((Saying.Phonemes) word).ipa();
    return new Saying.Phonemes(ipa + (language.equals("en") ? english(ipa, ending) : ending));
  }

  private static String english(String ipa, String ending) {
    int last = lastSound(ipa);
    return switch (ending) {
      case "ll" -> "əl";
      case "ve" -> "əv";
      case "re" -> "ə";
      case "d" -> DENTAL_STOPS.indexOf(last) >= 0 ? "ɪd" : "d";
      case "" -> "";
      default -> SIBILANTS.indexOf(last) >= 0 ? "ɪz" : VOICELESS.indexOf(last) >= 0 ? "s" : "z";
    };
  }

  private static int lastSound(String ipa) {
    return Optional.of(ipa)
        .map(text -> text.codePoints().filter(Character::isLetter).toArray())
        .map(points -> points[points.length - 1])
        .orElseThrow();
  }
}
