package io.rhapsode.mux.restore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The hum of the mains in the recordings of a voice: steady tones at 50 or 60 Hz and their
 * multiples. It is known by lines that stand far above their surroundings at the same places in
 * many takes, also while nobody speaks, as no voice does.
 *
 * @param mainsHertz the lowest tone
 * @param amplitudes of the tone and its multiples, in order; 0 of those that are not there
 */
record Hum(double mainsHertz, double[] amplitudes) {
  private static final int HARMONICS = 8;
  private static final double[] MAINS_HERTZ = {50, 60};
  private static final double MOST_DEVIATION_HERTZ = 0.3;
  private static final double DEVIATION_STEP_HERTZ = 0.05;

  /** Where the surroundings of a line are measured, in hertz from it. */
  private static final double[] SURROUNDINGS_HERTZ = {-10, -8, -6, -4, 4, 6, 8, 10};

  /** How far a line stands out, as the logarithm of a ratio of powers: 12 dB. */
  private static final double LEAST_LINE = 1.2;

  /** The same for the multiples of a hum that others have shown: 6 dB. */
  private static final double LEAST_FURTHER_LINE = 0.6;

  /** The same for a single line: 17 dB. */
  private static final double LEAST_SINGLE_LINE = 1.7;

  /** Shorter takes do not tell lines apart. */
  private static final double LEAST_SECONDS = 1;

  /** Fainter tones are left: -75 dB of full scale. */
  private static final double LEAST_AMPLITUDE = 1.8e-4;

  private static final double PAUSE_SECONDS = 0.03;

  /** How much fainter pauses are without the hum, as the logarithm of a ratio of powers: 3 dB. */
  private static final double LEAST_FALL_IN_PAUSES = 0.3;

  /** Rate at which lines are looked for. */
  static final int SEARCH_RATE_HZ = 2_000;

  /** Listens for hum in takes of one voice. */
  static Optional<Hum> in(List<float[]> takes, int sampleRateHz) {
    int factor = Math.max(1, sampleRateHz / SEARCH_RATE_HZ);
    List<double[]> low = new ArrayList<>();
    for (float[] take : takes) {
      if (take.length >= LEAST_SECONDS * sampleRateHz) {
        low.add(windowed(take, factor));
      }
    }
    if (low.isEmpty()) {
      return Optional.empty();
    }
    double rate = (double) sampleRateHz / factor;
    return Arrays.stream(MAINS_HERTZ)
        .mapToObj(mains -> near(mains, low, rate))
        .flatMap(Optional::stream)
        .filter(hum -> hum.isHeardInPauses(takes, sampleRateHz))
        .max((one, other) -> Double.compare(one.energy(), other.energy()));
  }

  private static Optional<Hum> near(double nominal, List<double[]> takes, double rate) {
    double[][] surroundings = new double[takes.size()][HARMONICS];
    for (int take = 0; take < takes.size(); take++) {
      for (int i = 0; i < HARMONICS; i++) {
        surroundings[take][i] = surroundings(takes.get(take), nominal * (i + 1), rate);
      }
    }
    Optional<Hum> best = Optional.empty();
    double bestScore = 0;
    int steps = (int) Math.round(MOST_DEVIATION_HERTZ / DEVIATION_STEP_HERTZ);
    for (int step = -steps; step <= steps; step++) {
      double mains = nominal + step * DEVIATION_STEP_HERTZ;
      double[] amplitudes = new double[HARMONICS];
      double score = 0;
      double single = 0;
      int lines = 0;
      for (int i = 0; i < HARMONICS; i++) {
        Line line = line(takes, mains * (i + 1), rate, surroundings, i);
        if (line.height() < LEAST_FURTHER_LINE || line.amplitude() < LEAST_AMPLITUDE) {
          continue;
        }
        amplitudes[i] = line.amplitude();
        score += line.height();
        lines += line.height() >= LEAST_LINE ? 1 : 0;
        single = i < 2 ? Math.max(single, line.height()) : single;
      }
      if (score > bestScore && (lines > 1 || single >= LEAST_SINGLE_LINE)) {
        bestScore = score;
        best = Optional.of(new Hum(mains, amplitudes));
      }
    }
    return best;
  }

  /** How far a line stands out in the mean, and its median amplitude. */
  private record Line(double height, double amplitude) {}

  private static Line line(
      List<double[]> takes, double hertz, double rate, double[][] surroundings, int harmonic) {
    double height = 0;
    double[] amplitudes = new double[takes.size()];
    for (int take = 0; take < amplitudes.length; take++) {
      double power = power(takes.get(take), hertz, rate);
      height += Math.log10((power + 1e-20) / (surroundings[take][harmonic] + 1e-20));
      amplitudes[take] = Math.sqrt(power);
    }
    Arrays.sort(amplitudes);
    return new Line(height / amplitudes.length, amplitudes[amplitudes.length / 2]);
  }

  private static double surroundings(double[] take, double hertz, double rate) {
    double[] powers =
        Arrays.stream(SURROUNDINGS_HERTZ)
            .map(distance -> power(take, hertz + distance, rate))
            .sorted()
            .toArray();
    return (powers[powers.length / 2 - 1] + powers[powers.length / 2]) / 2;
  }

  /** The squared amplitude of a tone in a windowed take (Goertzel's algorithm). */
  private static double power(double[] windowed, double hertz, double rate) {
    double factor = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double last = 0;
    double beforeLast = 0;
    for (double sample : windowed) {
      double next = sample + factor * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double energy = last * last + beforeLast * beforeLast - factor * last * beforeLast;
    return 4 * Math.max(0, energy) / windowed.length / windowed.length;
  }

  /** A take at a lower rate, under a Hann window of mean one. */
  private static double[] windowed(float[] samples, int factor) {
    double[] windowed = new double[samples.length / factor];
    for (int i = 0; i < windowed.length; i++) {
      double sum = 0;
      for (int j = 0; j < factor; j++) {
        sum += samples[i * factor + j];
      }
      windowed[i] = sum / factor * (1 - Math.cos(2 * Math.PI * i / windowed.length));
    }
    return windowed;
  }

  private double energy() {
    return Arrays.stream(amplitudes).map(amplitude -> amplitude * amplitude).sum();
  }

  /** A voice that holds its pitch has lines too, but is silent in its pauses. */
  private boolean isHeardInPauses(List<float[]> takes, int sampleRateHz) {
    double sum = 0;
    for (float[] take : takes) {
      float[] without = take.clone();
      remove(without, sampleRateHz, TakeEnvelope.of(take, sampleRateHz));
      sum += Math.log10(quietPower(take, sampleRateHz) / quietPower(without, sampleRateHz));
    }
    return sum / takes.size() >= LEAST_FALL_IN_PAUSES;
  }

  /** Mean power of the quietest tenth of a take's blocks, of those that are not all zero. */
  private static double quietPower(float[] take, int sampleRateHz) {
    int block = (int) (PAUSE_SECONDS * sampleRateHz);
    double[] powers =
        IntStream.range(0, take.length / block)
            .mapToDouble(index -> VoiceSound.power(take, index * block, (index + 1) * block))
            .filter(power -> power > 0)
            .sorted()
            .toArray();
    return 1e-12 + Arrays.stream(powers).limit(1 + powers.length / 10).average().orElse(0);
  }

  /** Takes it out of a take of the voice, in place. */
  void remove(float[] samples, int sampleRateHz, TakeEnvelope envelope) {
    float[] hum = new HumFit(this, samples, sampleRateHz).hum();
    for (int i = envelope.first(); i < envelope.end(); i++) {
      samples[i] -= (float) (hum[i] * envelope.at(i));
    }
  }

  /** The harmonics that are there, from 1. */
  int[] harmonics() {
    return IntStream.rangeClosed(1, amplitudes.length)
        .filter(harmonic -> amplitudes[harmonic - 1] > 0)
        .toArray();
  }

  /** Mean of its square. */
  double power() {
    return energy() / 2;
  }
}
