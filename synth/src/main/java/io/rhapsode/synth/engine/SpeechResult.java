package io.rhapsode.synth.engine;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.List;

/** What an engine made of a request. */
public sealed interface SpeechResult {
  /**
   * Audio.
   *
   * @param clip at the engine's own sample rate, as it came: silence at the ends not yet trimmed
   * @param words when each word is heard, in order; empty when the engine cannot tell
   */
  record Speech(PcmClip clip, List<WordTime> words) implements SpeechResult {
    public Speech {
      requireNonNull(clip, "clip is null");
      words = List.copyOf(words);
    }
  }

  /**
   * No audio.
   *
   * @param message one line for a person
   */
  record Refusal(FailureCode code, String message) implements SpeechResult {
    public Refusal {
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
    }
  }
}
