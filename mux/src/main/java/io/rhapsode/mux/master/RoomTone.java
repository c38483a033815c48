package io.rhapsode.mux.master;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Adds the noise of a quiet room to a signal on its way to a sink: white noise through a low-pass
 * of 6 dB an octave, so that it is dull, as rooms are. The same seed is the same noise. Used by one
 * thread at a time.
 */
public final class RoomTone implements SampleSink {
  private static final double CUTOFF_HERTZ = 400;

  /** Mean square of what is even between -1 and 1. */
  private static final double EVEN_POWER = 1 / 3.0;

  private final SampleSink sink;
  private final SplittableRandom random;
  private final double share;
  private final double gain;
  private double last;
  private float[] block = new float[0];

  /**
   * @param decibels root mean square of the noise, in dB of full scale
   */
  public RoomTone(SampleSink sink, int sampleRateHz, int decibels, long seed) {
    this.sink = requireNonNull(sink, "sink is null");
    this.random = new SplittableRandom(seed);
    this.share = 1 - Math.exp(-2 * Math.PI * CUTOFF_HERTZ / sampleRateHz);
    double power = EVEN_POWER * share / (2 - share);
    this.gain = Math.pow(10, decibels / 20.0) / Math.sqrt(power);
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    if (block.length < end - start) {
      block = new float[end - start];
    }
    for (int i = start; i < end; i++) {
      last += share * (2 * random.nextDouble() - 1 - last);
      block[i - start] = (float) (samples[i] + gain * last);
    }
    sink.accept(block, 0, end - start);
  }
}
