package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.synth.family.pocket.config.PocketConfigReader;
import io.rhapsode.synth.family.pocket.config.PocketLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published configurations and the tensors of published files, as recorded from their hub. */
class PocketCatalogueTest {
  private static final Path CONFIGS = Path.of("../conf/models/configs");

  /** Paths are those of our folders; the sources stand in the descriptions of the models. */
  private static final Set<String> PATHS =
      Set.of("weights_path", "weights_path_without_voice_cloning");

  static List<String> published() throws IOException {
    List<String> names = List.copyOf(names(read("catalogue.json").get("configs")));
    assertEquals(27, names.size());
    return names;
  }

  @ParameterizedTest
  @MethodSource("published")
  void ourConfigurationIsThePublishedOne(String name) throws IOException {
    Path file = CONFIGS.resolve("pocket-tts-" + name.replace('_', '-') + ".yaml");
    Map<String, JsonNode> ours = new TreeMap<>();
    flatten("", YamlDocument.read(file).root(), ours);
    ours.keySet().removeAll(PATHS);
    JsonNode tokenizer = ours.remove("flow_lm.lookup_table.tokenizer_path");
    Map<String, JsonNode> published = values(name);
    String path = published.remove("flow_lm.lookup_table.tokenizer_path").textValue();
    assertTrue(path.contains("/" + tokenizer.textValue()), path);
    assertEquals(published.toString(), ours.toString());
    PocketConfigReader.read(file);
  }

  @Test
  void everyPublishedFileHasTheTensorsThatItsConfigurationImplies() throws IOException {
    JsonNode manifest = read("manifest.json");
    Map<String, JsonNode> english = tensors(manifest.get("english").get("tensors"));
    int compared = 0;
    for (String name : names(manifest)) {
      if (!name.equals("note")) {
        JsonNode model = manifest.get(name);
        Map<String, JsonNode> expected = new HashMap<>(english);
        model.path("absent").forEach(absent -> expected.remove(absent.textValue()));
        expected.putAll(tensors(model.path("added_or_other_shape")));
        assertLayout(name, model, expected);
        compared++;
      }
    }
    assertEquals(6, compared);
  }

  private static void assertLayout(String name, JsonNode model, Map<String, JsonNode> expected)
      throws IOException {
    Path file = CONFIGS.resolve("pocket-tts-" + name.replace('_', '-') + ".yaml");
    Map<String, List<Long>> layout = new TreeMap<>();
    PocketLayout.tensors(PocketConfigReader.read(file))
        .forEach((tensor, demand) -> layout.put(tensor, demand.shape()));
    Map<String, List<Long>> published = new TreeMap<>();
    expected.forEach((tensor, shape) -> published.put(tensor, shape(shape)));
    assertEquals(published, layout, name);
    assertEquals(model.get("count").intValue(), layout.size());
    long parameters =
        layout.values().stream()
            .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
            .sum();
    assertEquals(model.get("parameters").longValue(), parameters);
  }

  private static List<Long> shape(JsonNode shape) {
    return StreamSupport.stream(shape.spliterator(), false).map(JsonNode::longValue).toList();
  }

  /** The values of a configuration; null counts as absent. */
  private static Map<String, JsonNode> values(String name) throws IOException {
    JsonNode catalogue = read("catalogue.json");
    JsonNode config = catalogue.get("configs").get(name);
    Map<String, JsonNode> values = tensors(catalogue.get("english_values"));
    values.putAll(tensors(config.get("differs_from_english")));
    config.get("absent").forEach(absent -> values.remove(absent.textValue()));
    values.put("flow_lm.lookup_table.tokenizer_path", config.get("tokenizer_path"));
    values.values().removeIf(JsonNode::isNull);
    values.keySet().removeAll(PATHS);
    Map<String, JsonNode> flat = new TreeMap<>();
    values.forEach((key, value) -> flatten(key, value, flat));
    return flat;
  }

  private static void flatten(String path, JsonNode value, Map<String, JsonNode> into) {
    if (value instanceof ObjectNode mapping) {
      String prefix = path.isEmpty() ? "" : path + ".";
      mapping.properties().forEach(e -> flatten(prefix + e.getKey(), e.getValue(), into));
    } else if (!value.isNull()) {
      into.put(path, value);
    }
  }

  private static Map<String, JsonNode> tensors(JsonNode mapping) {
    Map<String, JsonNode> fields = new HashMap<>();
    mapping.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static Set<String> names(JsonNode mapping) {
    Set<String> names = new HashSet<>();
    mapping.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(PocketFixture.FOLDER.resolve(file).toFile());
  }
}
