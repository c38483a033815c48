package io.rhapsode.mux.restore;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The tones of a hum in one take: a weighted least-squares fit, stretch by stretch. What is heard
 * in pauses counts more than what is heard under speech. Fitted at a low rate, where a sample is
 * the mean of several of the take's.
 */
final class HumFit {
  /** Distance of the stretches; each is twice as long, and their weights sum to one. */
  private static final double HOP_SECONDS = 2;

  /** Over which the energy of the speech is measured. */
  private static final double BLOCK_SECONDS = 0.03;

  /** A tone is never taken to be louder than this much of what it usually is. */
  private static final double MOST_EXCESS = 1.5;

  /** Keeps stretches of silence solvable. */
  private static final double RIDGE = 1e-6;

  private final Hum hum;
  private final int[] harmonics;
  private final int length;
  private final int sampleRateHz;
  private final int factor;
  private final double[] low;
  private final double[] weights;

  HumFit(Hum hum, float[] samples, int sampleRateHz) {
    this.hum = hum;
    this.harmonics = hum.harmonics();
    this.length = samples.length;
    this.sampleRateHz = sampleRateHz;
    this.factor = Math.max(1, sampleRateHz / Hum.SEARCH_RATE_HZ);
    this.low = new double[length / factor];
    for (int i = 0; i < low.length * factor; i++) {
      low[i / factor] += samples[i] / (double) factor;
    }
    this.weights = weights();
  }

  private double[] weights() {
    int block = (int) (BLOCK_SECONDS * sampleRateHz / factor);
    double[] weights = new double[low.length];
    for (int start = 0; start < low.length; start += block) {
      int end = Math.min(low.length, start + block);
      double energy = 0;
      for (int i = start; i < end; i++) {
        energy += low[i] * low[i] / (end - start);
      }
      // What is all zero was added to the take, and has no hum.
      double weight = energy == 0 ? 0 : hum.power() / (energy + hum.power());
      Arrays.fill(weights, start, end, weight * weight);
    }
    return weights;
  }

  /** The hum, as long as the take. */
  float[] hum() {
    float[] tones = new float[length];
    int hop = (int) (HOP_SECONDS * sampleRateHz / factor);
    for (int centre = 0; centre < low.length + hop; centre += hop) {
      add(tones, centre, hop, fit(centre, hop));
    }
    return tones;
  }

  /** Cosine and sine amplitudes of each tone around a place. */
  private RealVector fit(int centre, int hop) {
    int unknowns = 2 * harmonics.length;
    double[][] normal = new double[unknowns][unknowns];
    double[] right = new double[unknowns];
    double[] basis = new double[unknowns];
    for (int i = Math.max(0, centre - hop); i < Math.min(low.length, centre + hop); i++) {
      double weight = weights[i] * window(i - centre, hop);
      for (int tone = 0; tone < harmonics.length; tone++) {
        double angle = angle(harmonics[tone], i * factor + (factor - 1) / 2.0);
        basis[2 * tone] = Math.cos(angle);
        basis[2 * tone + 1] = Math.sin(angle);
      }
      for (int row = 0; row < unknowns; row++) {
        right[row] += weight * basis[row] * low[i];
        for (int column = 0; column < unknowns; column++) {
          normal[row][column] += weight * basis[row] * basis[column];
        }
      }
    }
    double trace = RIDGE;
    for (int row = 0; row < unknowns; row++) {
      trace += normal[row][row];
    }
    for (int row = 0; row < unknowns; row++) {
      normal[row][row] += RIDGE * trace;
    }
    RealMatrix matrix = new Array2DRowRealMatrix(normal, false);
    return new LUDecomposition(matrix, 0).getSolver().solve(new ArrayRealVector(right, false));
  }

  private void add(float[] tones, int centre, int hop, RealVector fitted) {
    int start = Math.max(0, (centre - hop) * factor);
    int end = Math.min(length, (centre + hop) * factor);
    for (int tone = 0; tone < harmonics.length; tone++) {
      double cosine = fitted.getEntry(2 * tone);
      double sine = fitted.getEntry(2 * tone + 1);
      double most = MOST_EXCESS * hum.amplitudes()[harmonics[tone] - 1];
      double amplitude = Math.max(Math.hypot(cosine, sine), 1e-12);
      double scale = Math.min(1, most / amplitude) / attenuation(harmonics[tone]);
      double phase = Math.atan2(sine, cosine);
      for (int i = start; i < end; i++) {
        double wave = Math.cos(angle(harmonics[tone], i) - phase);
        tones[i] += (float) (window(i - centre * factor, hop * factor) * scale * amplitude * wave);
      }
    }
  }

  private double angle(int harmonic, double sample) {
    return 2 * Math.PI * hum.mainsHertz() * harmonic * sample / sampleRateHz;
  }

  /** What is left of a tone in means of several samples. */
  private double attenuation(int harmonic) {
    double half = angle(harmonic, 0.5);
    return Math.sin(half * factor) / (factor * Math.sin(half));
  }

  /** Triangular: those of neighbouring stretches sum to one. */
  private static double window(int distance, int half) {
    return 1 - Math.abs(distance) / (double) half;
  }
}
