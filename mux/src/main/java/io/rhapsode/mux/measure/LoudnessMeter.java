package io.rhapsode.mux.measure;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.mux.sample.SampleSink;
import java.util.Arrays;

/**
 * Integrated loudness and loudness range (ITU-R BS.1770-4, EBU R 128, EBU Tech 3342). Own code,
 * because FFmpeg's "ebur128" filter resamples and measures in real time's 1/650, and this in
 * 1/5000; the tests hold the two against each other. Memory: 8 bytes for each tenth of a second.
 */
public final class LoudnessMeter implements SampleSink, ChannelSink {
  /** Gating blocks are 400 ms long and start every 100 ms. */
  private static final int STEPS_PER_BLOCK = 4;

  /** Short-term loudness is that of 3 s. */
  private static final int STEPS_PER_SHORT_TERM = 30;

  private static final int STEPS_PER_SECOND = 10;
  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE_LU = -10;
  private static final double RANGE_GATE_LU = -20;
  private static final double LOW_PERCENTILE = 0.10;
  private static final double HIGH_PERCENTILE = 0.95;
  private static final double OFFSET = -0.691;

  private final ChannelLayout layout;
  private final Biquad[] shelves;
  private final Biquad[] highPasses;
  private final int stepSamples;
  private double[] steps = new double[4096];
  private int stepCount;
  private double stepSum;
  private int stepFill;
  private double sumOfSquares;
  private long samples;
  private float peak;

  /** A meter of one channel. */
  public LoudnessMeter(int sampleRateHz) {
    this(sampleRateHz, ChannelLayout.MONO);
  }

  /**
   * @param sampleRateHz rate of the signal
   */
  public LoudnessMeter(int sampleRateHz, ChannelLayout layout) {
    this.layout = layout;
    this.shelves = new Biquad[layout.channels()];
    this.highPasses = new Biquad[layout.channels()];
    for (int channel = 0; channel < layout.channels(); channel++) {
      shelves[channel] = Biquad.loudnessShelf(sampleRateHz);
      highPasses[channel] = Biquad.loudnessHighPass(sampleRateHz);
    }
    this.stepSamples = sampleRateHz / STEPS_PER_SECOND;
  }

  @Override
  public void accept(float[] block, int start, int end) {
    accept(new float[][] {block}, start, end);
  }

  @Override
  public void accept(float[][] channels, int start, int end) {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, stepSamples - stepFill);
      for (int channel = 0; channel < shelves.length; channel++) {
        measure(channels[channel], position, position + taken, channel);
      }
      position += taken;
      stepFill += taken;
      if (stepFill == stepSamples) {
        endStep();
      }
    }
    samples += end - start;
  }

  /** Integrated loudness in LUFS; negative infinity for silence or less than 400 ms. */
  public double integratedLufs() {
    double relative = gate(STEPS_PER_BLOCK, RELATIVE_GATE_LU);
    return relative == 0
        ? Double.NEGATIVE_INFINITY
        : lufsOf(mean(powersAbove(STEPS_PER_BLOCK, relative)));
  }

  /** Loudness range in LU; 0 for silence or less than 3 s. */
  public double loudnessRangeLu() {
    double[] powers = powersAbove(STEPS_PER_SHORT_TERM, gate(STEPS_PER_SHORT_TERM, RANGE_GATE_LU));
    if (powers.length == 0) {
      return 0;
    }
    Arrays.sort(powers);
    double low = powers[(int) Math.rint((powers.length - 1) * LOW_PERCENTILE)];
    double high = powers[(int) Math.rint((powers.length - 1) * HIGH_PERCENTILE)];
    return 10 * Math.log10(high / low);
  }

  /** Root mean square over everything including silence, in dB relative to full scale. */
  public double rootMeanSquareDecibels() {
    return samples == 0
        ? Double.NEGATIVE_INFINITY
        : 10 * Math.log10(sumOfSquares / samples / shelves.length);
  }

  /** Largest absolute sample. */
  public float peak() {
    return peak;
  }

  private void measure(float[] block, int start, int end, int channel) {
    Biquad shelf = shelves[channel];
    Biquad highPass = highPasses[channel];
    double weight = layout.loudnessWeight(channel);
    for (int i = start; i < end; i++) {
      float sample = block[i];
      sumOfSquares += (double) sample * sample;
      peak = Math.max(peak, Math.abs(sample));
      double weighted = highPass.filter(shelf.filter(sample));
      stepSum += weight * weighted * weighted;
    }
  }

  private void endStep() {
    if (stepCount == steps.length) {
      steps = Arrays.copyOf(steps, stepCount * 2);
    }
    steps[stepCount] = stepSum / stepSamples;
    stepCount++;
    stepSum = 0;
    stepFill = 0;
  }

  /** The relative gate as a power: so much below the mean above the absolute gate; 0 for none. */
  private double gate(int stepsPerBlock, double relativeLu) {
    double absolute = powerOf(ABSOLUTE_GATE_LUFS);
    double mean = mean(powersAbove(stepsPerBlock, absolute));
    return mean == 0 ? 0 : Math.max(absolute, powerOf(lufsOf(mean) + relativeLu));
  }

  /** Powers of all blocks above a gate; none for the gate 0. */
  private double[] powersAbove(int stepsPerBlock, double gate) {
    double[] powers = new double[Math.max(0, stepCount - stepsPerBlock + 1)];
    int count = 0;
    for (int i = 0; gate > 0 && i < powers.length; i++) {
      double sum = 0;
      for (int step = i; step < i + stepsPerBlock; step++) {
        sum += steps[step];
      }
      if (sum / stepsPerBlock > gate) {
        powers[count] = sum / stepsPerBlock;
        count++;
      }
    }
    return Arrays.copyOf(powers, count);
  }

  private static double mean(double[] powers) {
    double sum = 0;
    for (double power : powers) {
      sum += power;
    }
    return powers.length == 0 ? 0 : sum / powers.length;
  }

  private static double lufsOf(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  private static double powerOf(double lufs) {
    return Math.pow(10, (lufs - OFFSET) / 10);
  }
}
