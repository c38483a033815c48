package io.rhapsode.workflows.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JSON lines to and from translators. */
final class Answers {
  private Answers() {}

  static String asked(List<TranslationLine> lines) {
    return lines.stream().map(Answers::json).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String json(TranslationLine line) {
    try {
      return Json.MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }

  /** The texts in an answer; lines that are no JSON objects with an id and a text are left out. */
  static Map<Integer, String> read(String answer) {
    Map<Integer, String> texts = new TreeMap<>();
    for (String line : answer.lines().toList()) {
      try {
        JsonNode node = Json.MAPPER.readTree(line);
        if (node != null && node.path("id").isInt() && node.path("text").isTextual()) {
          texts.put(node.get("id").asInt(), node.get("text").asText().strip());
        }
      } catch (JsonProcessingException e) {
        // Models talk around what they were asked for; a line that is missing is found later.
        continue;
      }
    }
    return texts;
  }
}
