package io.rhapsode.mux.measure;

import io.rhapsode.mux.sample.ChannelSink;

/**
 * What is quiet in a signal: the silence at its ends, and the quietest half second. Sound is what
 * has a root mean square above -50 dB of full scale in a hundredth of a second: louder than the
 * room tone that shops allow, and fainter than any speech. Memory does not grow.
 */
public final class LevelMeter implements ChannelSink {
  private static final int WINDOWS_PER_SECOND = 100;
  private static final int WINDOWS_PER_STEP = 10;
  private static final int STEPS_PER_FLOOR = 5;
  private static final double SOUND_POWER = 1e-5;

  private final int sampleRateHz;
  private final int windowSamples;

  /** Mean powers of the last tenths of a second, in turn. */
  private final double[] recent = new double[STEPS_PER_FLOOR];

  private long samples;
  private double windowSum;
  private int windowFill;
  private double stepSum;
  private int stepFill;
  private int steps;
  private double totalSum;
  private double quietest = Double.POSITIVE_INFINITY;
  private long firstSound = -1;
  private long lastSound;

  public LevelMeter(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    this.windowSamples = sampleRateHz / WINDOWS_PER_SECOND;
  }

  @Override
  public void accept(float[][] channels, int start, int end) {
    for (int i = start; i < end; i++) {
      double power = 0;
      for (float[] channel : channels) {
        power += (double) channel[i] * channel[i];
      }
      windowSum += power / channels.length;
      windowFill++;
      samples++;
      if (windowFill == windowSamples) {
        endWindow();
      }
    }
  }

  /** Samples of each channel. */
  public long samples() {
    return samples;
  }

  /** Silence before the first sound, in seconds; all of it when there is no sound. */
  public double headSeconds() {
    return (firstSound < 0 ? samples : firstSound) / (double) sampleRateHz;
  }

  /** Silence after the last sound, in seconds; all of it when there is no sound. */
  public double tailSeconds() {
    return (samples - lastSound) / (double) sampleRateHz;
  }

  /** Root mean square of the quietest half second, in dB of full scale. */
  public double noiseFloorDecibels() {
    double power = quietest;
    if (power == Double.POSITIVE_INFINITY) {
      power = samples == 0 ? 0 : totalSum / samples;
    }
    return 10 * Math.log10(power);
  }

  private void endWindow() {
    double power = windowSum / windowSamples;
    if (power > SOUND_POWER) {
      firstSound = firstSound < 0 ? samples - windowSamples : firstSound;
      lastSound = samples;
    }
    totalSum += windowSum;
    stepSum += power;
    stepFill++;
    windowSum = 0;
    windowFill = 0;
    if (stepFill == WINDOWS_PER_STEP) {
      endStep();
    }
  }

  private void endStep() {
    recent[steps % STEPS_PER_FLOOR] = stepSum / WINDOWS_PER_STEP;
    steps++;
    stepSum = 0;
    stepFill = 0;
    if (steps >= STEPS_PER_FLOOR) {
      double sum = 0;
      for (double power : recent) {
        sum += power;
      }
      quietest = Math.min(quietest, sum / STEPS_PER_FLOOR);
    }
  }
}
