package io.rhapsode.synth.family.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a reference made of texts: {@code golden.json} and a graph of a kilobyte, {@code tiny.onnx},
 * of the repository, or of another folder of the same layout that a property names ({@code
 * kokoro.fixtures}, {@code piper.fixtures}).
 */
public final class GoldenFolder {
  private static final String OWN = "src/test/resources/io/rhapsode/synth/family/";

  private final Path folder;

  private GoldenFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @param family such as "kokoro"
   */
  public static GoldenFolder of(String family) {
    return new GoldenFolder(Path.of(System.getProperty(family + ".fixtures", OWN + family)));
  }

  public JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("golden.json").toFile());
  }

  public Path tinyGraph() {
    return folder.resolve("tiny.onnx");
  }

  public static long[] longs(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asLong();
    }
    return numbers;
  }

  public static float[] floats(JsonNode array) {
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).floatValue();
    }
    return numbers;
  }

  /**
   * An envelope with each symbol stretched to the length that it has in another.
   *
   * @param durations of the symbols of the envelope, in values
   * @param lengths that they shall have
   */
  public static float[] stretched(float[] envelope, int[] durations, int[] lengths) {
    float[] stretched = new float[Arrays.stream(lengths).sum()];
    int from = 0;
    int to = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      for (int i = 0; i < lengths[symbol]; i++) {
        stretched[to++] = envelope[from + i * durations[symbol] / lengths[symbol]];
      }
      from += durations[symbol];
    }
    return stretched;
  }

  /**
   * How alike two envelopes of one length are.
   *
   * @return correlation, at most 1
   */
  public static double likeness(float[] first, float[] second) {
    double[] sums = new double[5];
    for (int i = 0; i < first.length; i++) {
      double x = first[i];
      double y = second[i];
      double[] terms = {x, y, x * x, y * y, x * y};
      for (int term = 0; term < terms.length; term++) {
        sums[term] += terms[term] / first.length;
      }
    }
    double variances = (sums[2] - sums[0] * sums[0]) * (sums[3] - sums[1] * sums[1]);
    return (sums[4] - sums[0] * sums[1]) / Math.sqrt(variances);
  }

  /** Root mean square of each stretch of so many samples. */
  public static float[] envelope(float[] samples, int length) {
    float[] envelope = new float[samples.length / length];
    for (int i = 0; i < envelope.length; i++) {
      double sum = 0;
      for (int at = i * length; at < (i + 1) * length; at++) {
        sum += (double) samples[at] * samples[at];
      }
      envelope[i] = (float) Math.sqrt(sum / length);
    }
    return envelope;
  }
}
