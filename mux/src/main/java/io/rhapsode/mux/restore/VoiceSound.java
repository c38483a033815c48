package io.rhapsode.mux.restore;

import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.spectrum.FourierFrame;
import java.util.Arrays;
import java.util.List;

/**
 * What a voice sounds like.
 *
 * @param lufs integrated loudness; -infinity when too little is heard of it
 * @param takeDecibels median of the levels of its takes, root mean square in dB of full scale
 * @param bands levels of the octaves around {@link #CENTRES_HERTZ}, in dB against the mean of those
 *     that every voice has; NaN of those that it has not
 */
record VoiceSound(double lufs, double takeDecibels, double[] bands) {
  /** Centres of the octaves in which spectra are compared; pitch is below them. */
  static final double[] CENTRES_HERTZ = {250, 500, 1_000, 2_000, 4_000, 8_000};

  /** The octaves up to 4 kHz are in the sound of every engine. */
  private static final int COMMON_BANDS = 4;

  private static final double FRAME_SECONDS = 0.05;

  /** Frames this much fainter than the loudest are pauses, as a ratio of energies: -35 dB. */
  private static final double PAUSE = 3e-4;

  static VoiceSound of(List<float[]> takes, int sampleRateHz) {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    for (float[] take : takes) {
      meter.accept(take, 0, take.length);
    }
    double[] levels = takes.stream().mapToDouble(VoiceSound::decibels).sorted().toArray();
    return new VoiceSound(
        meter.integratedLufs(), levels[levels.length / 2], bands(takes, sampleRateHz));
  }

  /** The level of a take. */
  static double decibels(float[] samples) {
    return 10 * Math.log10(power(samples, 0, samples.length));
  }

  /** Mean square of a stretch of samples; 0 when it has none. */
  static double power(float[] samples, int start, int end) {
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / Math.max(1, end - start);
  }

  private static double[] bands(List<float[]> takes, int sampleRateHz) {
    FourierFrame frame =
        new FourierFrame(Integer.highestOneBit((int) (sampleRateHz * FRAME_SECONDS)));
    int[] bandOfBin = bandOfBin(frame.size(), sampleRateHz);
    double[] energies = new double[CENTRES_HERTZ.length];
    for (float[] take : takes) {
      double[] samples = new double[take.length];
      for (int i = 0; i < take.length; i++) {
        samples[i] = take[i];
      }
      addBands(energies, samples, frame, bandOfBin);
    }
    double common = Arrays.stream(energies, 0, COMMON_BANDS).map(VoiceSound::level).sum();
    double mean = common / COMMON_BANDS;
    double[] bands = new double[energies.length];
    for (int band = 0; band < bands.length; band++) {
      boolean there = CENTRES_HERTZ[band] * Math.sqrt(2) < sampleRateHz / 2.0;
      bands[band] = there && Double.isFinite(mean) ? level(energies[band]) - mean : Double.NaN;
    }
    return bands;
  }

  private static void addBands(
      double[] energies, double[] samples, FourierFrame frame, int[] bandOfBin) {
    int hop = frame.size() / 2;
    double loudest = 0;
    for (int start = 0; start + frame.size() <= samples.length; start += hop) {
      loudest = Math.max(loudest, energy(samples, start, frame.size()));
    }
    for (int start = 0; start + frame.size() <= samples.length; start += hop) {
      if (energy(samples, start, frame.size()) <= PAUSE * loudest) {
        continue;
      }
      frame.analyse(samples, start);
      for (int bin = 1; bin < bandOfBin.length; bin++) {
        if (bandOfBin[bin] >= 0 && bandOfBin[bin] < energies.length) {
          energies[bandOfBin[bin]] += frame.energy(bin);
        }
      }
    }
  }

  private static double energy(double[] samples, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += samples[i] * samples[i];
    }
    return sum;
  }

  private static int[] bandOfBin(int frameSize, int sampleRateHz) {
    int[] bands = new int[frameSize / 2];
    for (int bin = 0; bin < bands.length; bin++) {
      double hertz = (double) bin * sampleRateHz / frameSize;
      bands[bin] = (int) Math.round(Math.log(hertz / CENTRES_HERTZ[0]) / Math.log(2));
    }
    return bands;
  }

  private static double level(double energy) {
    return 10 * Math.log10(energy);
  }
}
