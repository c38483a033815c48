package io.rhapsode.synth.registry;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.speech.Voice;
import java.util.Optional;

/**
 * A voice that a character of a book may have.
 *
 * @param sex as a listener would say, where it is known
 */
public record CharacterVoice(Voice voice, Optional<Sex> sex) {
  public CharacterVoice {
    requireNonNull(voice, "voice is null");
    requireNonNull(sex, "sex is null");
  }
}
