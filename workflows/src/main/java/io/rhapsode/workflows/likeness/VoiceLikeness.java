package io.rhapsode.workflows.likeness;

import static java.util.Objects.requireNonNull;

/**
 * How a voice that was made from a recording resembles it when it speaks a passage of a language.
 *
 * @param voice its name
 * @param language BCP 47 tag
 * @param model that speaks the language
 * @param conditioning fingerprint of what the model was told of the voice
 * @param similarity -1 to 1; clips of one speaker have more than {@code border}
 * @param border where the encoder takes as many clips of one speaker for two as of two for one
 * @param encoder that measured it
 */
public record VoiceLikeness(
    String voice,
    String language,
    String model,
    String conditioning,
    double similarity,
    double border,
    String encoder) {
  public VoiceLikeness {
    requireNonNull(voice, "voice is null");
    requireNonNull(language, "language is null");
    requireNonNull(model, "model is null");
    requireNonNull(conditioning, "conditioning is null");
    requireNonNull(encoder, "encoder is null");
  }
}
