package io.rhapsode.synth.family.qwen.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published sizes against the names and shapes of the published files. */
class QwenLayoutTest {
  private static final String RESOURCES = "/io/rhapsode/synth/family/qwen/";

  @TempDir Path folder;

  private QwenConfig config(String kind, boolean large) throws IOException {
    String text = resource("config-published.json");
    text = text.replace("\"KIND\"", '"' + kind + '"');
    if (large) {
      text =
          text.replace("\"0b6\"", "\"1b7\"")
              .replace("\"enc_dim\": 1024", "\"enc_dim\": 2048")
              .replaceFirst("\"hidden_size\": 1024", "\"hidden_size\": 2048")
              .replaceFirst("\"intermediate_size\": 3072", "\"intermediate_size\": 6144");
    }
    return QwenConfigReader.read(Files.writeString(folder.resolve("config.json"), text));
  }

  private static String resource(String name) throws IOException {
    try (var stream = QwenLayoutTest.class.getResourceAsStream(RESOURCES + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void publishedSizesHaveThePublishedTensors() throws IOException {
    assertManifest("0.6B-Base", TalkerLayout.tensors(config("base", false)));
    assertManifest("0.6B-CustomVoice", TalkerLayout.tensors(config("custom_voice", false)));
    assertManifest("1.7B-Base", TalkerLayout.tensors(config("base", true)));
    assertManifest(
        "1.7B-CustomVoice and 1.7B-VoiceDesign",
        TalkerLayout.tensors(config("voice_design", true)));
    Path codec =
        Files.writeString(
            folder.resolve("codec.json"), "{\"decoder_config\": {}, \"encoder_config\": {}}");
    assertManifest("speech_tokenizer", CodecLayout.tensors(CodecConfigReader.read(codec)));
  }

  private static void assertManifest(String model, Map<String, ExpectedTensor> tensors)
      throws IOException {
    JsonNode published =
        new ObjectMapper().readTree(resource("manifest.json")).path("models").path(model);
    Map<String, Integer> expected = new TreeMap<>();
    for (JsonNode name : published.path("names")) {
      expected.merge(
          name.path("pattern").textValue() + name.path("shape").toString().replace(",", ", "),
          name.path("count").intValue(),
          Integer::sum);
    }
    Map<String, Integer> found = new TreeMap<>();
    long values = 0;
    List<String> names = new ArrayList<>(tensors.keySet());
    Collections.sort(names);
    for (String name : names) {
      List<Long> shape = tensors.get(name).shape();
      found.merge(name.replaceAll("(?<=\\.)\\d+(?=\\.)", "#") + shape, 1, Integer::sum);
      values += shape.stream().reduce(1L, Math::multiplyExact);
    }
    assertEquals(expected, found, model);
    assertEquals(published.path("tensors").intValue(), tensors.size(), model);
    assertEquals(published.path("values").longValue(), values, model);
    System.out.printf("%s: %d tensors, %,d values%n", model, tensors.size(), values);
  }
}
