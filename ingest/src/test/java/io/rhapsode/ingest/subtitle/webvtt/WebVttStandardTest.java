package io.rhapsode.ingest.subtitle.webvtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of Mozilla's vtt.js (Apache License 2.0), one a line: the file, its cues and regions as
 * the standard reads them and, where the cue text has a tree, that tree, written as {@code
 * name.class=value("text")}. Mozilla's words for alignments are those of a draft: "middle" is
 * "center", and the sides of a position are "start" and "end".
 */
final class WebVttStandardTest {
  /** A draft dropped a good cue right below a bad one; the standard reads it. */
  private static final String DROPPED_BY_DRAFT = "integration__id";

  private static final ObjectMapper JSON = new ObjectMapper();

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                WebVttStandardTest.class.getResourceAsStream("standard-cases.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        cases.add(new Case(json.get("name").asText(), json));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatTheStandardReads(Case each) throws Exception {
    Found found = parse(each.json().get("vtt").asText());
    if (each.name().equals(DROPPED_BY_DRAFT)) {
      assertEquals("Test", found.cues.remove(3).get("text").asText());
    }
    assertEquals(pretty(each.json().get("cues")), pretty(found.cues));
    assertEquals(pretty(each.json().get("regions")), pretty(found.regions));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void makesTheTreeOfTheStandard(Case each) throws Exception {
    if (!each.json().has("trees")) {
      return;
    }
    List<String> expected = new ArrayList<>();
    each.json().get("trees").forEach(tree -> expected.add(tree.asText()));
    assertEquals(expected, parse(each.json().get("vtt").asText()).trees);
  }

  @Test
  void tellsWhatIsNoWebVtt() {
    UnreadableSubtitleException thrown =
        assertThrows(
            UnreadableSubtitleException.class,
            () -> new WebVttParser(file("WEBVTTX\n\n"), new Found()).parse());
    assertEquals(1, thrown.line());
  }

  private static Found parse(String text) throws UnreadableSubtitleException {
    Found found = new Found();
    try {
      new WebVttParser(file(text), found).parse();
    } catch (UnreadableSubtitleException noSignature) {
      assertEquals(0, found.cues.size());
    }
    return found;
  }

  private static SubtitleFile file(String text) {
    return SubtitleFile.of(Path.of("case.vtt"), text.getBytes(StandardCharsets.UTF_8), "en");
  }

  private static String pretty(JsonNode node) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(JSON.treeToValue(node, Object.class));
  }

  /** What a parser finds, in Mozilla's form. */
  private static final class Found implements WebVttParser.Handler {
    private final ArrayNode cues = JSON.createArrayNode();
    private final ArrayNode regions = JSON.createArrayNode();
    private final List<String> trees = new ArrayList<>();

    @Override
    public void cue(WebVttCue cue) {
      WebVttSettings settings = cue.settings();
      ObjectNode json = cues.addObject();
      json.put("align", draft(settings.align()));
      number(json, "endTime", cue.endMillis() / 1000.0);
      json.put("id", cue.id());
      automatic(json, "line", settings.line());
      json.put("lineAlign", draft(settings.lineAlign()));
      json.put("pauseOnExit", false);
      automatic(json, "position", settings.position());
      json.put("positionAlign", draft(settings.computedPositionAlign()));
      if (settings.region().isPresent()) {
        json.set("region", json(settings.region().get()));
      } else {
        json.put("region", "");
      }
      number(json, "size", settings.size());
      json.put("snapToLines", settings.snapToLines());
      number(json, "startTime", cue.startMillis() / 1000.0);
      json.put("text", cue.text());
      json.put("vertical", settings.vertical());
      trees.add(CueTextTree.of(cue.text()));
    }

    private static String draft(String word) {
      return switch (word) {
        case "center" -> "middle";
        case "line-left" -> "start";
        case "line-right" -> "end";
        default -> word;
      };
    }

    private static void automatic(ObjectNode json, String name, OptionalDouble value) {
      if (value.isPresent()) {
        number(json, name, value.getAsDouble());
      } else {
        json.put(name, "auto");
      }
    }

    private static void number(ObjectNode json, String name, double value) {
      if (value == Math.rint(value)) {
        json.put(name, (long) value);
      } else {
        json.put(name, value);
      }
    }

    private static ObjectNode json(WebVttRegion region) {
      ObjectNode json = JSON.createObjectNode();
      json.put("lines", region.lines());
      number(json, "regionAnchorX", region.anchorX());
      number(json, "regionAnchorY", region.anchorY());
      json.put("scroll", region.scrollUp() ? "up" : "");
      number(json, "viewportAnchorX", region.viewportAnchorX());
      number(json, "viewportAnchorY", region.viewportAnchorY());
      number(json, "width", region.width());
      return json;
    }

    @Override
    public void region(WebVttRegion region) {
      regions.add(json(region));
    }

    @Override
    public void refused(int line, String id, String times, String text) {
      // The standard drops it.
    }

    @Override
    public void stray(int line, String text) {
      // The standard drops it.
    }
  }
}
