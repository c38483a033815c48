package io.rhapsode.workflows.serve.speech;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a client wants to be spoken to.
 *
 * @param model name of an engine, or one of those that stand for whatever the voice is of
 * @param voice name of a voice, an alias of one, or "auto"
 * @param format form of the audio
 * @param speed 0.25 to 4; 1 is the voice's own
 * @param language BCP 47 tag of the text; empty for that of the voice
 * @param seed of all randomness; empty for that of the settings
 */
public record SpeechOrder(
    Optional<String> model,
    String voice,
    ReplyFormat format,
    double speed,
    Optional<String> language,
    OptionalLong seed) {
  public SpeechOrder {
    requireNonNull(model, "model is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(format, "format is null");
    requireNonNull(language, "language is null");
    requireNonNull(seed, "seed is null");
    if (!(speed >= 0.25 && speed <= 4)) {
      throw new IllegalArgumentException("speed is not between 0.25 and 4: " + speed);
    }
  }
}
