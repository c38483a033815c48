package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.TakeAddress;

/**
 * Something to say. Equal requests have equal addresses and give equal audio.
 *
 * @param address where the take is kept
 * @param text normalised text, never blank
 * @param language BCP 47 tag of the text
 * @param voice who says it
 * @param seed seed of all randomness in the synthesis, derived from the content
 */
public record SpeechRequest(
    TakeAddress address, String text, String language, Voice voice, long seed) {
  public SpeechRequest {
    requireNonNull(address, "address is null");
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    if (text.isBlank()) {
      throw new IllegalArgumentException("text is blank");
    }
  }

  /**
   * Derives the seed and the address from the content.
   *
   * @param baseSeed the seed of the job, 0 unless the user wants another reading
   */
  public static SpeechRequest of(String text, String language, Voice voice, long baseSeed) {
    long seed = TakeAddress.seedOf(text, language, voice, baseSeed);
    return new SpeechRequest(
        TakeAddress.of(text, language, voice, seed), text, language, voice, seed);
  }
}
