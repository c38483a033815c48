package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who plays a speaker.
 *
 * @param speaker the name that the subtitles give, as they write it
 * @param language BCP 47 tag of the language that this is for; in every language where absent
 * @param voice name of the voice
 * @param gainDecibels how much louder than the others, -24 to 24 dB
 */
public record Role(String speaker, Optional<String> language, String voice, double gainDecibels) {
  private static final double MOST_GAIN = 24;

  public Role {
    requireNonNull(speaker, "speaker is null");
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    if (!(Math.abs(gainDecibels) <= MOST_GAIN)) {
      throw new IllegalArgumentException(
          "gain of %s is not -24 to 24 dB: %s".formatted(speaker, gainDecibels));
    }
  }
}
