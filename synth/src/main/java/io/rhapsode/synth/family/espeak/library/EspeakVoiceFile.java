package io.rhapsode.synth.family.espeak.library;

import java.util.List;

/**
 * A voice of the voice data.
 *
 * @param identifier its file, such as "gmw/en-US"
 * @param name what the data calls it, such as "English (America)"
 * @param languages the languages it serves
 */
public record EspeakVoiceFile(String identifier, String name, List<Language> languages) {
  /**
   * A language that a voice serves.
   *
   * @param tag such as "en-us"
   * @param priority how well; low is better
   */
  public record Language(String tag, int priority) {}

  public EspeakVoiceFile {
    languages = List.copyOf(languages);
  }
}
