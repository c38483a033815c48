package io.rhapsode.synth.family.voxtral.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published dimensions against the published tensors; nothing of their size is allocated. */
class VoxtralLayoutTest {
  @TempDir Path folder;

  private static JsonNode resource(String name) throws IOException {
    try (InputStream stream = VoxtralLayoutTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private VoxtralParameters read(JsonNode parameters) throws IOException {
    Path file = folder.resolve("params.json");
    Files.writeString(file, parameters.toString());
    return VoxtralParametersReader.read(file);
  }

  @Test
  void demandsThePublishedTensors() throws IOException {
    VoxtralParameters published = read(resource("params-published.json"));
    JsonNode manifest = resource("manifest.json");
    Map<String, List<Long>> tensors = shapes(VoxtralLayout.tensors(published));
    assertEquals(386, tensors.size());
    assertEquals(listed(manifest.path("tensors")), tensors);
    assertEquals(
        listed(manifest.path("withheld_encoder")), shapes(VoxtralLayout.encoderTensors(published)));
    long numbers =
        tensors.values().stream()
            .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
            .sum();
    System.out.printf(
        "published: %d tensors, %.2f GB in bfloat16%n", tensors.size(), numbers * 2 / 1e9);
    assertTrue(numbers * 2 > 7.9e9 && numbers * 2 < 8.1e9, () -> numbers + " numbers");
  }

  private static Map<String, List<Long>> shapes(Map<String, ExpectedTensor> tensors) {
    Map<String, List<Long>> shapes = new TreeMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  private static Map<String, List<Long>> listed(JsonNode tensors) {
    return new ObjectMapper().convertValue(tensors, new TypeReference<>() {});
  }

  @Test
  void readsThePublishedDimensions() throws IOException {
    VoxtralParameters published = read(resource("params-published.json"));
    assertEquals(7, published.steps());
    assertEquals(1e-5, published.flow().epsilon());
    assertEquals(37, published.codes().count());
    assertEquals(1_920, published.codec().samplesPerFrame());
    assertEquals(List.of(2, 4, 8, 16), published.codec().decoderWindows());
    assertEquals(List.of(16, 8, 4, 2), published.codec().encoderWindows());
    assertEquals(20, published.presets().size());
  }

  @Test
  void tellsWhatIsWrongWithDimensions() throws IOException {
    ObjectNode parameters = (ObjectNode) resource("params-published.json");
    parameters.put("n_kv_heads", 7);
    assertEquals(
        folder.resolve("params.json") + ": n_kv_heads: 7 does not divide n_heads, 32",
        refusal(parameters));
    parameters.put("n_kv_heads", "8");
    assertEquals(
        folder.resolve("params.json")
            + ": n_kv_heads: must be a whole number in 1..16777216, is \"8\"",
        refusal(parameters));
    parameters.put("n_kv_heads", 8);
    ObjectNode codec = (ObjectNode) parameters.path("multimodal").path("audio_tokenizer_args");
    codec.put("causal", false);
    assertEquals(
        folder.resolve("params.json") + ": causal: only models with true are known here",
        refusal(parameters));
    codec.put("causal", true);
    codec.put("decoder_convs_strides_str", "1,2,2");
    assertTrue(refusal(parameters).contains("are not of the same stages"), refusal(parameters));
    codec.put("decoder_convs_strides_str", "1,2,,2");
    assertTrue(refusal(parameters).contains("decoder_convs_strides_str: must be numbers"));
  }

  private String refusal(JsonNode parameters) {
    return assertThrows(IOException.class, () -> read(parameters)).getMessage();
  }
}
