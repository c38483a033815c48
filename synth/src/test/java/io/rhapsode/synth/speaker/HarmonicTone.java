package io.rhapsode.synth.speaker;

/** A voice-like sound that other programs can make too: 20 harmonics with vibrato and tremolo. */
final class HarmonicTone {
  private static final int HARMONICS = 20;

  private HarmonicTone() {}

  static float[] of(double pitchHz, double seconds) {
    float[] samples = new float[(int) (LogMelSpectrum.SAMPLE_RATE_HZ * seconds)];
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / LogMelSpectrum.SAMPLE_RATE_HZ;
      double phase =
          2
              * Math.PI
              * (pitchHz * time
                  + 0.1 * pitchHz * Math.sin(2 * Math.PI * 3 * time) / (2 * Math.PI * 3));
      double sum = 0;
      for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
        sum += Math.sin(harmonic * phase) / harmonic;
      }
      samples[i] = (float) (0.2 * sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * time)));
    }
    return samples;
  }
}
