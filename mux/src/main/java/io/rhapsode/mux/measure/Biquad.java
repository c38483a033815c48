package io.rhapsode.mux.measure;

/** A second-order filter in transposed direct form II. */
final class Biquad {
  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;
  private double first;
  private double second;

  private Biquad(double b0, double b1, double b2, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.b2 = b2;
    this.a1 = a1;
    this.a2 = a2;
  }

  /**
   * Stage 1 of the K-weighting of ITU-R BS.1770-4, a high shelf. The recommendation tabulates it
   * for 48 kHz; these are the analogue parameters behind that table, so that it holds at any rate.
   */
  static Biquad loudnessShelf(int sampleRateHz) {
    double gainDecibels = 3.999843853973347;
    double quality = 0.7071752369554196;
    double k = Math.tan(Math.PI * 1681.974450955533 / sampleRateHz);
    double high = Math.pow(10, gainDecibels / 20);
    double band = Math.pow(high, 0.4996667741545416);
    double a0 = 1 + k / quality + k * k;
    return new Biquad(
        (high + band * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0);
  }

  /** Stage 2 of the K-weighting of ITU-R BS.1770-4, a high pass. */
  static Biquad loudnessHighPass(int sampleRateHz) {
    double quality = 0.5003270373238773;
    double k = Math.tan(Math.PI * 38.13547087602444 / sampleRateHz);
    double a0 = 1 + k / quality + k * k;
    return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0);
  }

  double filter(double input) {
    double output = b0 * input + first;
    first = b1 * input - a1 * output + second;
    second = b2 * input - a2 * output;
    return output;
  }
}
