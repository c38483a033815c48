package io.rhapsode.mux.master;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.measure.PeakInterpolator;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * Applies a constant gain and holds the true peak at a ceiling. The gain goes down before a peak
 * and recovers after it; it looks 5 ms ahead and behind, and the delay is taken out again: sample n
 * goes in, sample n comes out, and as many come out as went in. A signal that stays below the
 * ceiling is only multiplied. All channels get the same gain, that of the one with the highest
 * peak, so that nothing moves between the loudspeakers.
 *
 * <p>The gain curve is the required gain (ceiling over true peak), its minimum over the look-ahead,
 * released exponentially, and averaged over the look-ahead: an average of values that are all small
 * enough is small enough. It is kept in integers of 2^-30, so that the running sum is exact and the
 * result does not depend on how the signal is cut into blocks.
 */
public final class TruePeakLimiter implements ChannelSink {
  private static final int BLOCK_SAMPLES = 4096;

  /** Samples that are looked at together before any oversampling; a divisor of the block. */
  private static final int STRETCH_SAMPLES = 64;

  private static final double LOOK_AHEAD_SECONDS = 0.005;
  private static final double RELEASE_SECONDS = 0.04;
  private static final int UNITY = 1 << 30;

  private final float gain;
  private final float ceiling;
  private final ChannelSink target;
  private final int delay;
  private final int history;
  private final double release;

  /** Amplified samples: {@code history} old ones, then the block that is being filled. */
  private final float[][] signal;

  private final int[] required = new int[BLOCK_SAMPLES];
  private final float[] peaks = new float[STRETCH_SAMPLES];
  private final float[] sums = new float[STRETCH_SAMPLES];
  private final float[] gains = new float[BLOCK_SAMPLES];
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
  public TruePeakLimiter(
      ChannelLayout layout, int sampleRateHz, double gain, double ceiling, ChannelSink target) {
    this.target = requireNonNull(target, "target is null");
    this.gain = (float) gain;
    this.ceiling = (float) ceiling;
    int lookAhead = (int) Math.ceil(sampleRateHz * LOOK_AHEAD_SECONDS);
    this.release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRateHz));
    this.delay = 2 * lookAhead + PeakInterpolator.REACH;
    this.history = delay + PeakInterpolator.REACH;
    this.signal = new float[layout.channels()][history + BLOCK_SAMPLES];
    this.output = new float[layout.channels()][BLOCK_SAMPLES];
    this.minimum = new SlidingMinimum(2 * lookAhead + 1);
    this.window = new int[2 * lookAhead + 1];
    Arrays.fill(window, UNITY);
    this.windowSum = (long) UNITY * window.length;
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, BLOCK_SAMPLES - fill);
      for (int channel = 0; channel < signal.length; channel++) {
        amplify(channels[channel], position, signal[channel], taken);
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
      for (float[] channel : signal) {
        Arrays.fill(channel, history + fill, channel.length, 0);
      }
      process();
    }
  }

  private void amplify(float[] samples, int position, float[] channel, int count) {
    for (int i = 0; i < count; i++) {
      channel[history + fill + i] = samples[position + i] * gain;
    }
  }

  private void process() throws IOException {
    Arrays.fill(required, UNITY);
    for (float[] channel : signal) {
      for (int start = 0; start < BLOCK_SAMPLES; start += STRETCH_SAMPLES) {
        lowerRequiredGain(channel, start);
      }
    }
    for (int i = 0; i < BLOCK_SAMPLES; i++) {
      gains[i] = nextGain(required[i]);
    }
    for (int channel = 0; channel < signal.length; channel++) {
      for (int i = 0; i < BLOCK_SAMPLES; i++) {
        output[channel][i] = signal[channel][history - delay + i] * gains[i];
      }
    }
    long first = processed - delay;
    int from = (int) Math.max(0, Math.min(BLOCK_SAMPLES, -first));
    int to = (int) Math.max(from, Math.min(BLOCK_SAMPLES, accepted - first));
    target.accept(output, from, to);
    processed += BLOCK_SAMPLES;
    for (float[] channel : signal) {
      System.arraycopy(channel, BLOCK_SAMPLES, channel, 0, history);
    }
    fill = 0;
  }

  private void lowerRequiredGain(float[] channel, int start) {
    int first = history - PeakInterpolator.REACH + start;
    float samplePeak = 0;
    int reach = PeakInterpolator.REACH;
    for (int i = first - reach; i < first + STRETCH_SAMPLES + reach; i++) {
      samplePeak = Math.max(samplePeak, Math.abs(channel[i]));
    }
    if (PeakInterpolator.staysBelow(samplePeak, ceiling)) {
      return;
    }
    PeakInterpolator.peaks(channel, first, peaks, sums);
    for (int i = 0; i < STRETCH_SAMPLES; i++) {
      double most = (double) ceiling / peaks[i];
      if (most < 1) {
        required[start + i] = Math.min(required[start + i], (int) (UNITY * most));
      }
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
