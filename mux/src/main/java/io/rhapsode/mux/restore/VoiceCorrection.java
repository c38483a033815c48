package io.rhapsode.mux.restore;

import io.rhapsode.pipeline.audio.PcmClip;
import java.util.Optional;

/**
 * What is done to the takes of one voice.
 *
 * @param gainDecibels by which all of them are made louder
 * @param equaliser what is done to their spectrum
 * @param hum what is taken out of them
 * @param levels what their levels may be before the gain; absent where they may be anything
 */
record VoiceCorrection(
    double gainDecibels,
    Optional<Equaliser> equaliser,
    Optional<Hum> hum,
    Optional<TakeLevels> levels) {
  /**
   * How much the levels of takes differ at most.
   *
   * @param usualDecibels the median of the voice
   */
  record TakeLevels(double usualDecibels) {
    /** Sentences of one voice differ by this much in lively reading. */
    static final double OWN_DECIBELS = 7;

    /** Most by which a take is made louder or fainter. */
    static final double MOST_DECIBELS = 20;

    /** What is fainter is no speech: nothing is made of it. */
    private static final double FAINTEST_DECIBELS = -75;

    double gainDecibels(double takeDecibels) {
      double missing = usualDecibels - takeDecibels;
      boolean speech = Math.min(takeDecibels, usualDecibels) >= FAINTEST_DECIBELS;
      if (!speech || Math.abs(missing) <= OWN_DECIBELS) {
        return 0;
      }
      double beyond = Math.abs(missing) - OWN_DECIBELS;
      return Math.copySign(Math.min(MOST_DECIBELS, beyond), missing);
    }
  }

  /** The gain of a take of a level, in dB. */
  double gainDecibels(double takeDecibels) {
    return gainDecibels + levels.map(level -> level.gainDecibels(takeDecibels)).orElse(0.0);
  }

  /** Repairs what is wrong with a take by itself, and takes out the hum of its voice. */
  float[] repaired(PcmClip clip) {
    float[] samples = clip.samples();
    TakeEnvelope envelope = TakeEnvelope.of(samples, clip.sampleRateHz());
    ClippedPeaks.restore(samples);
    SteadyOffset.remove(samples, envelope);
    hum.ifPresent(tones -> tones.remove(samples, clip.sampleRateHz(), envelope));
    return samples;
  }

  /** Brings a take nearer to the others of the book. */
  float[] matched(float[] samples) {
    double decibels = gainDecibels(VoiceSound.decibels(samples));
    float[] shaped = equaliser.map(filter -> filter.apply(samples)).orElse(samples);
    if (decibels != 0) {
      float gain = (float) Math.pow(10, decibels / 20);
      for (int i = 0; i < shaped.length; i++) {
        shaped[i] *= gain;
      }
    }
    return shaped;
  }
}
