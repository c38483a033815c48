package io.rhapsode.synth.voice.reference;

import java.math.BigInteger;

/**
 * Changes the sample rate of a whole signal with a zero-phase polyphase filter: a sinc at the lower
 * of both Nyquist frequencies under a Kaiser window of beta 5, ten zero crossings to each side. The
 * same design as {@code scipy.signal.resample_poly} with its defaults, which the Pocket TTS
 * reference uses for voice prompts; FFmpeg's resampler has another response. Kaiser window: J. F.
 * Kaiser, 1974.
 *
 * <p>Safe for use by several threads.
 */
public final class KaiserResampler {
  public static final int LOWEST_RATE_HZ = 4_000;
  public static final int HIGHEST_RATE_HZ = 384_000;

  private static final double KAISER_BETA = 5.0;
  private static final int ZERO_CROSSINGS = 10;

  private final int up;
  private final int down;
  private final int halfLength;
  private final double[] taps;

  /**
   * @param fromHz in 4000 .. 384000
   * @param toHz in 4000 .. 384000
   */
  public KaiserResampler(int fromHz, int toHz) {
    requireRate(fromHz);
    requireRate(toHz);
    int divisor = BigInteger.valueOf(fromHz).gcd(BigInteger.valueOf(toHz)).intValue();
    this.up = toHz / divisor;
    this.down = fromHz / divisor;
    this.halfLength = ZERO_CROSSINGS * Math.max(up, down);
    this.taps = up == down ? new double[] {1} : design();
  }

  /**
   * Returns {@code ceil(samples * to / from)} samples; the signal is taken as silent before its
   * begin and after its end.
   */
  public float[] resample(float[] samples) {
    if (up == down) {
      return samples.clone();
    }
    int length = Math.toIntExact(((long) samples.length * up + down - 1) / down);
    float[] resampled = new float[length];
    for (int index = 0; index < length; index++) {
      resampled[index] = (float) sampleAt(samples, (long) index * down);
    }
    return resampled;
  }

  /** The filter's taps, which sum to the upsampling factor; the middle one stands for no delay. */
  double[] taps() {
    return taps.clone();
  }

  /** Convolves around a position counted at the common multiple of both rates. */
  private double sampleAt(float[] samples, long position) {
    int first = (int) Math.max(0, Math.floorDiv(position - halfLength + up - 1, up));
    int last = (int) Math.min(samples.length - 1L, (position + halfLength) / up);
    double sum = 0;
    for (int index = first; index <= last; index++) {
      sum += samples[index] * taps[(int) (halfLength + position - (long) index * up)];
    }
    return sum;
  }

  private double[] design() {
    double cutoff = 1.0 / Math.max(up, down);
    double[] filter = new double[2 * halfLength + 1];
    double sum = 0;
    for (int index = 0; index < filter.length; index++) {
      double offset = index - halfLength;
      double ratio = offset / halfLength;
      double window = besselI0(KAISER_BETA * Math.sqrt(1 - ratio * ratio)) / besselI0(KAISER_BETA);
      filter[index] = sinc(cutoff * offset) * window;
      sum += filter[index];
    }
    for (int index = 0; index < filter.length; index++) {
      filter[index] *= up / sum;
    }
    return filter;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** Modified Bessel function of the first kind and order zero, by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int index = 1; term > sum * 1e-17; index++) {
      term *= quarter / ((double) index * index);
      sum += term;
    }
    return sum;
  }

  private static void requireRate(int rateHz) {
    if (rateHz < LOWEST_RATE_HZ || rateHz > HIGHEST_RATE_HZ) {
      throw new IllegalArgumentException(
          "sample rate %d Hz is not in %d .. %d"
              .formatted(rateHz, LOWEST_RATE_HZ, HIGHEST_RATE_HZ));
    }
  }
}
