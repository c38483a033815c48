package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.speaker.LogMelSpectrum;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import java.util.Arrays;

/**
 * How a clip sounds, 100 frames a second: cepstra without the loudness, each with mean 0 and
 * deviation 1 over the clip, so that distances are alike for every voice and microphone.
 */
final class Cepstra {
  static final double FRAME_SECONDS = 0.01;

  private static final int COEFFICIENTS = 13;

  /** In decades of power: what is this much below the loudest band is nothing. */
  private static final double RANGE = 7;

  /** In decades of power: frames this much below loud ones are pauses. */
  private static final double PAUSE = 2.5;

  /** Speech deviates by 4 and more; what hardly changes is not made to. */
  private static final double LEAST_DEVIATION = 0.5;

  private static final double LOUD_SHARE = 0.95;

  private final double[][] frames;
  private final boolean[] spoken;

  private Cepstra(double[][] frames, boolean[] spoken) {
    this.frames = frames;
    this.spoken = spoken;
  }

  static Cepstra of(PcmClip clip) {
    float[] samples =
        new KaiserResampler(clip.sampleRateHz(), LogMelSpectrum.SAMPLE_RATE_HZ)
            .resample(clip.samples());
    float[] spectrum = LogMelSpectrum.of(samples);
    int count = spectrum.length / LogMelSpectrum.BANDS;
    float floor = Float.NEGATIVE_INFINITY;
    for (float band : spectrum) {
      floor = Math.max(floor, band);
    }
    floor -= (float) RANGE;
    double[][] frames = new double[count][COEFFICIENTS];
    double[] levels = new double[count];
    for (int frame = 0; frame < count; frame++) {
      for (int band = 0; band < LogMelSpectrum.BANDS; band++) {
        double value = Math.max(floor, spectrum[frame * LogMelSpectrum.BANDS + band]);
        levels[frame] += value / LogMelSpectrum.BANDS;
        for (int k = 0; k < COEFFICIENTS; k++) {
          frames[frame][k] +=
              value * Math.cos(Math.PI * (k + 1) * (band + 0.5) / LogMelSpectrum.BANDS);
        }
      }
    }
    normalise(frames);
    return new Cepstra(frames, spoken(levels));
  }

  private static void normalise(double[][] frames) {
    for (int k = 0; k < COEFFICIENTS; k++) {
      double sum = 0;
      double squares = 0;
      for (double[] frame : frames) {
        sum += frame[k];
        squares += frame[k] * frame[k];
      }
      double mean = sum / frames.length;
      double variance = squares / frames.length - mean * mean;
      double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, variance)));
      for (double[] frame : frames) {
        frame[k] = (frame[k] - mean) / deviation;
      }
    }
  }

  private static boolean[] spoken(double[] levels) {
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    boolean[] spoken = new boolean[levels.length];
    for (int frame = 0; frame < levels.length; frame++) {
      double loud = sorted[(int) (LOUD_SHARE * (sorted.length - 1))];
      spoken[frame] = levels[frame] > loud - PAUSE;
    }
    return spoken;
  }

  int count() {
    return frames.length;
  }

  /** Whether a frame is no pause. */
  boolean isSpoken(int frame) {
    return spoken[frame];
  }

  /** How unlike two frames are; about 1.4 for frames of different sounds. */
  double distance(int one, int other) {
    double sum = 0;
    for (int k = 0; k < COEFFICIENTS; k++) {
      double difference = frames[one][k] - frames[other][k];
      sum += difference * difference;
    }
    return Math.sqrt(sum / COEFFICIENTS);
  }
}
