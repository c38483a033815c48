package io.rhapsode.synth.voice.reference;

import java.util.Arrays;
import java.util.Random;

/**
 * Sound with the outline of speech: syllables of harmonics with a moving pitch, pauses between
 * phrases.
 */
final class SyntheticSpeech {
  private static final int RATE_HZ = ReferenceCheck.SAMPLE_RATE_HZ;
  private static final int SYLLABLE_SAMPLES = RATE_HZ / 5;
  private static final int SYLLABLES_PER_PHRASE = 8;

  private SyntheticSpeech() {}

  /**
   * @param pitchHz around which the pitch moves by two semitones
   * @param noise standard deviation of white noise below it
   */
  static float[] speak(double seconds, double pitchHz, double noise) {
    Random random = new Random(7);
    float[] samples = new float[(int) Math.round(seconds * RATE_HZ)];
    double phase = 0;
    double stress = 1;
    for (int index = 0; index < samples.length; index++) {
      double time = (double) index / RATE_HZ;
      phase += pitchHz * Math.pow(2, Math.sin(2.1 * time) / 6) / RATE_HZ;
      int syllable = index / SYLLABLE_SAMPLES;
      if (index % SYLLABLE_SAMPLES == 0) {
        stress = 0.4 + 0.6 * random.nextDouble();
      }
      boolean pause = syllable % SYLLABLES_PER_PHRASE == SYLLABLES_PER_PHRASE - 1;
      double envelope = Math.sin(Math.PI * (index % SYLLABLE_SAMPLES) / SYLLABLE_SAMPLES);
      double voice = 0;
      for (int harmonic = 1; harmonic <= 12; harmonic++) {
        voice += Math.sin(2 * Math.PI * harmonic * phase) / harmonic;
      }
      double loud = pause ? 0 : 0.2 * stress * envelope * voice;
      samples[index] = (float) (loud + noise * random.nextGaussian());
    }
    return samples;
  }

  static float[] join(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
