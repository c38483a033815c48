package io.rhapsode.synth.compute.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.onnx.OnnxSession.Values;
import io.rhapsode.synth.family.onnx.RealWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatWeightsTest {
  /**
   * What the model gave, before it was quantised, with the weights that the 8-bit ones stand for.
   * The model: x [1, 2, 6], a convolution to 4 channels with a bias, transposed, times [4, 3].
   */
  private static final float[] EXPECTED = {
    0.40549f, 0.5425f, 0.30005f, 1.68289f, 1.09472f, 3.45672f, 2.0432f, 1.46924f, 4.26764f,
    2.40351f, 1.84376f, 5.07856f, 2.76382f, 2.21827f, 5.88948f, 0.72153f, 1.56458f, 1.3357f
  };

  @TempDir private Path folder;

  @Test
  void computesTheProductsInFloats() throws IOException {
    Path file = folder.resolve("quantized.onnx");
    try (InputStream in = FloatWeightsTest.class.getResourceAsStream("quantized.onnx")) {
      Files.copy(in, file);
    }
    OnnxGraph graph = OnnxGraph.read(file);

    graph.useFloatWeights();

    assertNoneQuantized(graph);
    float[] x = new float[12];
    for (int i = 0; i < x.length; i++) {
      x[i] = -1 + 2f * i / 11;
    }
    try (OnnxSession session = OnnxSession.open(graph, OnnxDevice.PROCESSOR)) {
      float[] y = session.run(Map.of("x", Values.of(x, 1, 2, 6))).floats().get("y");
      assertArrayEquals(EXPECTED, y, 2e-5f);
    }
  }

  @Test
  void leavesNothingQuantizedInThePublishedModel() throws IOException {
    OnnxGraph graph = OnnxGraph.read(RealWeights.folder("kokoro").resolve("model.onnx"));

    graph.useFloatWeights();

    assertNoneQuantized(graph);
  }

  private static void assertNoneQuantized(OnnxGraph graph) {
    for (String operator : List.of("DynamicQuantizeLinear", "MatMulInteger", "ConvInteger")) {
      assertEquals(List.of(), graph.nodes(operator));
    }
  }
}
