package io.rhapsode.synth.family.kokoro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.family.onnx.GoldenFolder;
import io.rhapsode.synth.family.onnx.RealWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The published weights against what the reference made with them. */
class KokoroWeightsTest {
  /** The published bound for another processor: durations are rounded to whole frames. */
  private static final double LENGTH_TOLERANCE = 0.06;

  /** Of the envelopes, symbol by symbol. */
  private static final double LEAST_LIKENESS = 0.95;

  private final GoldenFolder fixture = GoldenFolder.of("kokoro");

  @Test
  void soundsLikeTheReference() throws IOException {
    Path folder = RealWeights.folder("kokoro");
    JsonNode golden = fixture.golden();
    int frame = golden.get("samplesPerDuration").asInt();
    try (KokoroGraph graph = KokoroGraph.open(folder.resolve("model.onnx"), OnnxDevice.PROCESSOR)) {
      for (JsonNode sounded : golden.get("cases")) {
        String name = sounded.get("name").asText();
        StyleTable styles = StyleTable.read(folder.resolve(sounded.get("voice").asText() + ".bin"));
        long[] ids = GoldenFolder.longs(sounded.get("ids"));
        float[] style = styles.style(ids.length);
        assertArrayEquals(
            GoldenFolder.floats(sounded.get("style4")), Arrays.copyOf(style, 4), name);
        if (!sounded.has("audio")) {
          continue;
        }
        float speed = sounded.get("speed").floatValue();

        KokoroGraph.Result result = graph.run(ids, style, speed);

        int samples = sounded.get("audio").get("samples").asInt();
        assertEquals(samples, result.samples().length, LENGTH_TOLERANCE * samples, name);
        int[] durations = result.durations().orElseThrow();
        assertEquals(result.samples().length, Arrays.stream(durations).sum() * frame, name);
        int[] lengths =
            Arrays.stream(GoldenFolder.longs(sounded.get("audio").get("durations")))
                .mapToInt(Math::toIntExact)
                .toArray();
        float[] envelope = GoldenFolder.envelope(result.samples(), frame);
        double likeness =
            GoldenFolder.likeness(
                GoldenFolder.floats(sounded.get("audio").get("rms600")),
                GoldenFolder.stretched(envelope, durations, lengths));
        assertTrue(likeness > LEAST_LIKENESS, () -> name + ": " + likeness);
        assertArrayEquals(
            result.samples(),
            graph.run(ids, style, speed).samples(),
            "the same input gives the same bytes");
      }
    }
  }

  @Test
  void theTinyGraphSaysOneFrameASymbol() throws IOException {
    try (KokoroGraph graph = KokoroGraph.open(fixture.tinyGraph(), OnnxDevice.PROCESSOR)) {
      float[] style = new float[StyleTable.FEATURES];
      for (float speed : new float[] {1, 1.25f, 0.8f}) {
        int frame = (int) (KokoroGraph.FRAME_SAMPLES / speed);
        float[] samples = graph.run(new long[] {53, 4, 4}, style, speed).samples();
        assertEquals(5 * frame, samples.length);
      }
    }
  }
}
