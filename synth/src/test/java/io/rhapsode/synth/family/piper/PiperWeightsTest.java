package io.rhapsode.synth.family.piper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.family.onnx.RealWeights;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The published weights against what the reference made with them, noise included. */
class PiperWeightsTest {
  private static final float TOLERANCE = 2e-3f;

  /** Length of the noise that the reference was given. */
  private static final int FRAMES = 1_000;

  @Test
  void soundsAsTheReference() throws IOException {
    try (PiperGraph graph =
            PiperGraph.open(
                RealWeights.folder("piper").resolve("en_US-joe-medium.onnx"),
                OnnxDevice.PROCESSOR);
        InputStream in = PiperWeightsTest.class.getResourceAsStream("sounds.json")) {
      for (JsonNode golden : new ObjectMapper().readTree(in)) {
        PiperGraph.Result result =
            graph.run(longs(golden.get("ids")), floats(golden.get("scales")), 0, this::noise);

        assertEquals(golden.get("samples").asInt(), result.samples().length);
        assertArrayEquals(
            floats(golden.get("durations")), result.durations().orElseThrow(), "durations");
        float[] expected = floats(golden.get("first"));
        int at = golden.get("firstAt").asInt();
        float[] actual = new float[expected.length];
        System.arraycopy(result.samples(), at, actual, 0, actual.length);
        assertArrayEquals(expected, actual, TOLERANCE, golden.get("name").asText());
      }
    }
  }

  /** The reference's noise: sums of three numbers of a congruential generator, seed 1 and 2. */
  private float[] noise(int node, long[] shape) {
    int rows = (int) shape[1];
    int columns = (int) shape[2];
    int drawn = node == 0 ? columns : FRAMES;
    long state = node + 1;
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < drawn; column++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          state = state * 6364136223846793005L + 1442695040888963407L;
          sum += (state >>> 40) / 0x1p24;
        }
        if (column < columns) {
          values[row * columns + column] = (float) ((sum - 1.5) * 2);
        }
      }
    }
    return values;
  }

  private static long[] longs(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asLong();
    }
    return numbers;
  }

  private static float[] floats(JsonNode array) {
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).floatValue();
    }
    return numbers;
  }
}
