package io.rhapsode.synth.family.kokoro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.family.onnx.RealWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published weights against what the reference made with them. */
class KokoroWeightsTest {
  /** The published bound for another processor: durations are rounded to whole frames. */
  private static final double LENGTH_TOLERANCE = 0.06;

  @Test
  void soundsAsLongAsTheReference() throws IOException {
    Path folder = RealWeights.folder("kokoro");
    try (KokoroGraph graph = KokoroGraph.open(folder.resolve("model.onnx"), OnnxDevice.PROCESSOR);
        InputStream in = KokoroWeightsTest.class.getResourceAsStream("sounds.json")) {
      for (JsonNode golden : new ObjectMapper().readTree(in)) {
        StyleTable styles = StyleTable.read(folder.resolve(golden.get("voice").asText() + ".bin"));
        long[] ids = numbers(golden.get("ids"));
        float[] style = styles.style(ids.length);
        for (int i = 0; i < 4; i++) {
          assertEquals(golden.get("style4").get(i).floatValue(), style[i]);
        }

        KokoroGraph.Result result = graph.run(ids, style, golden.get("speed").floatValue());

        int samples = golden.get("samples").asInt();
        assertEquals(samples, result.samples().length, LENGTH_TOLERANCE * samples);
        int[] durations = result.durations().orElseThrow();
        int frames = 0;
        for (int duration : durations) {
          frames += duration;
        }
        assertEquals(result.samples().length, frames * KokoroGraph.FRAME_SAMPLES);
        assertArrayEquals(
            result.samples(),
            graph.run(ids, style, golden.get("speed").floatValue()).samples(),
            "the same input gives the same bytes");
      }
    }
  }

  private static long[] numbers(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asLong();
    }
    return numbers;
  }
}
