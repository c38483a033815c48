package io.rhapsode.workflows.likeness;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.speaker.SpeakerEmbedding;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was heard of a voice in a clip.
 *
 * @param pitchHz median of its fundamental frequency; absent where hardly anything is voiced
 */
public record HeardVoice(SpeakerEmbedding embedding, OptionalDouble pitchHz) {
  /** Less speech than this tells little of who speaks. */
  public static final double TELLING_SECONDS = 5;

  private static final double HIGHEST_MALE_HZ = 150;
  private static final double LOWEST_FEMALE_HZ = 165;

  public HeardVoice {
    requireNonNull(embedding, "embedding is null");
    requireNonNull(pitchHz, "pitchHz is null");
  }

  /**
   * Listens to a clip.
   *
   * @return empty when there is less than about a second of speech in it
   */
  public static Optional<HeardVoice> in(PcmClip clip, SpeakerEncoder encoder) throws IOException {
    Optional<SpeakerEmbedding> embedding = encoder.embed(clip);
    if (embedding.isEmpty()) {
      return Optional.empty();
    }
    float[] samples =
        new KaiserResampler(clip.sampleRateHz(), ReferenceCheck.SAMPLE_RATE_HZ)
            .resample(clip.samples());
    return Optional.of(
        new HeardVoice(embedding.get(), ReferenceCheck.check(samples).medianPitchHz()));
  }

  /** "male" or "female" by the pitch; empty where that can be either. */
  public Optional<String> sex() {
    if (pitchHz.isEmpty()) {
      return Optional.empty();
    }
    double pitch = pitchHz.getAsDouble();
    if (pitch <= HIGHEST_MALE_HZ) {
      return Optional.of("male");
    }
    return pitch >= LOWEST_FEMALE_HZ ? Optional.of("female") : Optional.empty();
  }
}
