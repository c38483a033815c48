package io.rhapsode.synth.family.kokoro;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The languages of Kokoro's voices that can be read here; a voice's name begins with its letter.
 */
enum KokoroLanguage {
  AMERICAN_ENGLISH('a', "en-US", "english", "en-US", "english-last"),
  BRITISH_ENGLISH('b', "en-GB", "english", "en-GB", "english-last"),
  SPANISH('e', "es", "other"),
  FRENCH('f', "fr", "other"),
  HINDI('h', "hi", "other"),
  ITALIAN('i', "it", "other"),
  BRAZILIAN_PORTUGUESE('p', "pt-BR", "other");

  private final char letter;
  private final String tag;
  private final List<String> replacements;

  KokoroLanguage(char letter, String tag, String... replacements) {
    this.letter = letter;
    this.tag = tag;
    this.replacements = List.of(replacements);
  }

  /** The language of a voice such as "af_heart"; empty when it cannot be read here. */
  static Optional<KokoroLanguage> ofVoice(String name) {
    for (KokoroLanguage language : values()) {
      if (!name.isEmpty() && name.charAt(0) == language.letter) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** BCP 47 tag of the voice and of its phonemes. */
  String tag() {
    return tag;
  }

  /** BCP 47 primary language. */
  String primary() {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  /** Name of the list of replacements that go before the reference's; there may be none. */
  String corrections() {
    return tag + "-corrected";
  }

  /** Names of the lists of replacements, in order. */
  List<String> replacements() {
    return replacements;
  }
}
