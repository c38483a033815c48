package io.rhapsode.mux.restore;

/** A constant that was added to the samples of a take, as faulty converters and vocoders do. */
final class SteadyOffset {
  /** Less than this is heard by nobody and takes no room from the peaks: -60 dB of full scale. */
  private static final double LEAST = 0.001;

  private SteadyOffset() {}

  /**
   * Takes it out of a take, in place.
   *
   * @param envelope how much of a steady sound is in each sample
   */
  static void remove(float[] samples, TakeEnvelope envelope) {
    double sum = 0;
    double weight = 0;
    for (int i = envelope.first(); i < envelope.end(); i++) {
      sum += samples[i];
      weight += envelope.at(i);
    }
    double offset = weight == 0 ? 0 : sum / weight;
    if (Math.abs(offset) < LEAST) {
      return;
    }
    for (int i = envelope.first(); i < envelope.end(); i++) {
      samples[i] -= (float) (offset * envelope.at(i));
    }
  }
}
