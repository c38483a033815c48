package io.rhapsode.mux.master;

/**
 * How speech is brought to its delivered loudness; one for a whole book, so that chapters keep
 * their relation to each other.
 *
 * @param gainDecibels constant gain, in dB
 * @param ceilingDbtp ceiling of the true peak before encoding, in dBTP
 */
public record Mastering(double gainDecibels, double ceilingDbtp) {
  /** Below this nothing is speech, and no gain would make it so. */
  static final double FAINTEST_LUFS = -70;

  public Mastering {
    if (!Double.isFinite(gainDecibels) || !(ceilingDbtp <= 0)) {
      throw new IllegalArgumentException(
          "gain %s dB or ceiling %s dBTP is out of range".formatted(gainDecibels, ceilingDbtp));
    }
  }

  /** Factor for amplitudes. */
  double gain() {
    return amplitude(gainDecibels);
  }

  /** As an amplitude, 0 to 1. */
  double ceiling() {
    return amplitude(ceilingDbtp);
  }

  private static double amplitude(double decibels) {
    return Math.pow(10, decibels / 20);
  }
}
