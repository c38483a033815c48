package io.rhapsode.synth.family.piper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.family.onnx.GoldenFolder;
import io.rhapsode.synth.family.onnx.RealWeights;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The published weights against what the reference made with them, noise included. */
class PiperWeightsTest {
  private static final float TOLERANCE = 2e-3f;

  /** Length of the noise that the reference was given. */
  private static final int FRAMES = 1_000;

  private final GoldenFolder fixture = GoldenFolder.of("piper");

  @Test
  void soundsAsTheReference() throws IOException {
    JsonNode golden = fixture.golden();
    int hop = golden.get("hop").asInt();
    try (PiperGraph graph =
        PiperGraph.open(
            RealWeights.folder("piper").resolve(golden.get("model").asText()),
            OnnxDevice.PROCESSOR)) {
      for (JsonNode sounded : golden.get("cases")) {
        if (!sounded.has("audio")) {
          continue;
        }
        String name = sounded.get("name").asText();
        JsonNode audio = sounded.get("audio");
        PiperGraph.Result result =
            graph.run(
                GoldenFolder.longs(sounded.get("ids").get(0)),
                GoldenFolder.floats(sounded.get("scales")),
                0,
                this::noise);

        assertEquals(audio.get("samples").asInt(), result.samples().length, name);
        assertArrayEquals(
            GoldenFolder.floats(audio.get("durations")), result.durations().orElseThrow(), name);
        float[] expected = GoldenFolder.floats(audio.get("first"));
        int at = audio.get("firstAt").asInt();
        float[] actual = new float[expected.length];
        System.arraycopy(result.samples(), at, actual, 0, actual.length);
        assertArrayEquals(expected, actual, TOLERANCE, name);
        assertArrayEquals(
            GoldenFolder.floats(audio.get("rms256")),
            GoldenFolder.envelope(result.samples(), hop),
            TOLERANCE,
            name);
      }
    }
  }

  @Test
  void theTinyGraphSaysEachNumberForOneFrame() throws IOException {
    try (PiperGraph graph = PiperGraph.open(fixture.tinyGraph(), OnnxDevice.PROCESSOR)) {
      long[] ids = {1, 0, 20, 0, 30, 0, 2};
      float[] still = {0, 1, 0};
      PiperGraph.Result result = graph.run(ids, still, 0, this::noise);
      assertEquals(256 * ids.length, result.samples().length);
      assertEquals(ids.length, result.durations().orElseThrow().length);
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
}
