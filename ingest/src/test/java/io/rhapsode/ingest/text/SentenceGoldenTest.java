package io.rhapsode.ingest.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SentenceGoldenTest {
  @Test
  void testGoldenCasesOfManyLanguages() throws IOException {
    Path golden = Path.of("../../shared/data/norm/pysbd_golden.jsonl");
    Map<String, int[]> counts = new TreeMap<>();
    SentenceSplitter splitter = new SentenceSplitter();
    for (String line : Files.readAllLines(golden)) {
      JsonNode row = Json.MAPPER.readTree(line);
      String text = row.get("text").asText();
      List<String> expected = new ArrayList<>();
      row.get("sentences").forEach(s -> expected.add(s.asText().replaceAll("\\s+", " ").strip()));
      List<String> actual = new ArrayList<>();
      for (Span span : splitter.split(text, row.get("lang").asText())) {
        actual.add(span.of(text).replaceAll("\\s+", " ").strip());
      }
      int[] count = counts.computeIfAbsent(row.get("lang").asText(), l -> new int[2]);
      count[1]++;
      if (actual.equals(expected)) {
        count[0]++;
      } else if (text.length() < 1500) {
        System.out.println(
            "MISS "
                + row.get("lang").asText()
                + "\n  expected "
                + expected
                + "\n  actual   "
                + actual);
      } else {
        System.out.println("MISS LONG " + expected.size() + " " + actual.size());
        List<String> extra = new ArrayList<>(actual);
        extra.removeAll(expected);
        List<String> lack = new ArrayList<>(expected);
        lack.removeAll(actual);
        System.out.println(
            "   extra " + String.join("\n      ", extra.subList(0, Math.min(40, extra.size()))));
        System.out.println(
            "   lack " + String.join("\n      ", lack.subList(0, Math.min(40, lack.size()))));
      }
    }
    int right = 0;
    int all = 0;
    for (var e : counts.entrySet()) {
      System.out.println(e.getKey() + " " + e.getValue()[0] + "/" + e.getValue()[1]);
      right += e.getValue()[0];
      all += e.getValue()[1];
    }
    System.out.println("ALL " + right + "/" + all);
    assertEquals(1, 1);
  }
}
