package io.rhapsode.mux.restore;

/**
 * How much of a sound that never stops is in each sample of a take: takes are faded in and out when
 * they are stored, and may have been lengthened with silence.
 *
 * @param first the first sample that is not silent
 * @param end one past the last
 * @param length of the take, in samples
 * @param fade samples over which it is faded
 */
record TakeEnvelope(int first, int end, int length, int fade) {
  private static final double FADE_SECONDS = 0.005;

  static TakeEnvelope of(float[] samples, int sampleRateHz) {
    int first = 0;
    while (first < samples.length && samples[first] == 0) {
      first++;
    }
    int end = samples.length;
    while (end > first && samples[end - 1] == 0) {
      end--;
    }
    int fade = (int) (sampleRateHz * FADE_SECONDS);
    return new TakeEnvelope(first, end, samples.length, fade);
  }

  double at(int index) {
    if (index < first || index >= end) {
      return 0;
    }
    int fromEnds = Math.min(index, length - 1 - index);
    return fromEnds >= fade ? 1 : (double) fromEnds / fade;
  }
}
