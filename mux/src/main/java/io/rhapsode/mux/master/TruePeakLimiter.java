package io.rhapsode.mux.master;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.measure.PeakInterpolator;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * Applies a constant gain and holds the true peak at a ceiling. The gain goes down before a peak
 * and recovers after it; it looks 5 ms ahead and behind, and the delay is taken out again: sample n
 * goes in, sample n comes out, and as many come out as went in. A signal that stays below the
 * ceiling is only multiplied.
 *
 * <p>All channels have the same gain, so that nothing moves between the loudspeakers.
 *
 * <p>The gain curve is the required gain (ceiling over true peak), its minimum over the look-ahead,
 * released exponentially, and averaged over the look-ahead: an average of values that are all small
 * enough is small enough. It is kept in integers of 2^-30, so that the running sum is exact and the
 * result does not depend on how the signal is cut into blocks.
 */
public final class TruePeakLimiter implements SampleSink, ChannelSink {
  private static final int BLOCK_SAMPLES = 4096;

  /** Samples that are looked at together before any oversampling; a divisor of the block. */
  private static final int STRETCH_SAMPLES = 64;

  private static final double LOOK_AHEAD_SECONDS = 0.005;
  private static final double RELEASE_SECONDS = 0.04;
  private static final int UNITY = 1 << 30;

  private final float gain;
  private final float ceiling;
  private final int channels;
  private final ChannelSink target;
  private final int delay;
  private final int history;
  private final double release;

  /** Amplified samples by channel: {@code history} old ones, then the block being filled. */
  private final float[][] signal;

  private final int[] required = new int[BLOCK_SAMPLES];
  private final float[] peaks = new float[STRETCH_SAMPLES];
  private final float[] sums = new float[STRETCH_SAMPLES];
  private final float[][] output;
  private final SlidingMinimum minimum;
  private final int[] window;
  private int windowIndex;
  private long windowSum;
  private double released = UNITY;
  private int fill;
  private long accepted;
  private long processed;

  /**
   * @param sampleRateHz rate of the signal
   * @param gain factor for all samples
   * @param ceiling largest true peak of the result, as an amplitude of 0 to 1
   */
  public TruePeakLimiter(int sampleRateHz, double gain, double ceiling, SampleSink target) {
    this(sampleRateHz, 1, gain, ceiling, mono(requireNonNull(target, "target is null")));
  }

  /**
   * @param sampleRateHz rate of the signal
   * @param channels how many channels it has
   * @param gain factor for all samples
   * @param ceiling largest true peak of the result, as an amplitude of 0 to 1
   */
  public TruePeakLimiter(
      int sampleRateHz, int channels, double gain, double ceiling, ChannelSink target) {
    this.channels = channels;
    this.target = requireNonNull(target, "target is null");
    this.gain = (float) gain;
    this.ceiling = (float) ceiling;
    int lookAhead = (int) Math.ceil(sampleRateHz * LOOK_AHEAD_SECONDS);
    this.release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRateHz));
    this.delay = 2 * lookAhead + PeakInterpolator.REACH;
    this.history = delay + PeakInterpolator.REACH;
    this.signal = new float[channels][history + BLOCK_SAMPLES];
    this.output = new float[channels][BLOCK_SAMPLES];
    this.minimum = new SlidingMinimum(2 * lookAhead + 1);
    this.window = new int[2 * lookAhead + 1];
    Arrays.fill(window, UNITY);
    this.windowSum = (long) UNITY * window.length;
  }

  private static ChannelSink mono(SampleSink target) {
    return (samples, start, end) -> target.accept(samples[0], start, end);
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    accept(new float[][] {samples}, start, end);
  }

  @Override
  public void accept(float[][] samples, int start, int end) throws IOException {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, BLOCK_SAMPLES - fill);
      for (int channel = 0; channel < channels; channel++) {
        float[] row = signal[channel];
        for (int i = 0; i < taken; i++) {
          row[history + fill + i] = samples[channel][position + i] * gain;
        }
      }
      fill += taken;
      position += taken;
      accepted += taken;
      if (fill == BLOCK_SAMPLES) {
        process();
      }
    }
  }

  /** Delivers what is still held back; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    while (processed - delay < accepted) {
      for (float[] row : signal) {
        Arrays.fill(row, history + fill, row.length, 0);
      }
      process();
    }
  }

  private void process() throws IOException {
    Arrays.fill(required, UNITY);
    for (float[] row : signal) {
      for (int start = 0; start < BLOCK_SAMPLES; start += STRETCH_SAMPLES) {
        findRequiredGain(row, start);
      }
    }
    for (int i = 0; i < BLOCK_SAMPLES; i++) {
      float held = nextGain(required[i]);
      for (int channel = 0; channel < channels; channel++) {
        output[channel][i] = signal[channel][history - delay + i] * held;
      }
    }
    long first = processed - delay;
    int from = (int) Math.max(0, Math.min(BLOCK_SAMPLES, -first));
    int to = (int) Math.max(from, Math.min(BLOCK_SAMPLES, accepted - first));
    target.accept(output, from, to);
    processed += BLOCK_SAMPLES;
    for (float[] row : signal) {
      System.arraycopy(row, BLOCK_SAMPLES, row, 0, history);
    }
    fill = 0;
  }

  private void findRequiredGain(float[] row, int start) {
    int first = history - PeakInterpolator.REACH + start;
    float samplePeak = 0;
    int reach = PeakInterpolator.REACH;
    for (int i = first - reach; i < first + STRETCH_SAMPLES + reach; i++) {
      samplePeak = Math.max(samplePeak, Math.abs(row[i]));
    }
    if (PeakInterpolator.staysBelow(samplePeak, ceiling)) {
      return;
    }
    PeakInterpolator.peaks(row, first, peaks, sums);
    for (int i = 0; i < STRETCH_SAMPLES; i++) {
      double most = (double) ceiling / peaks[i];
      int gainHere = most >= 1 ? UNITY : (int) (UNITY * most);
      required[start + i] = Math.min(required[start + i], gainHere);
    }
  }

  private float nextGain(int requiredGain) {
    int lowest = minimum.push(requiredGain);
    released = lowest < released ? lowest : released + (lowest - released) * release;
    // Within one unit of the goal counts as there, or it would never arrive.
    int value = lowest - released < 1 ? lowest : (int) released;
    windowSum += value - window[windowIndex];
    window[windowIndex] = value;
    windowIndex = windowIndex + 1 < window.length ? windowIndex + 1 : 0;
    return (float) (windowSum / ((double) UNITY * window.length));
  }
}
