package io.rhapsode.ingest.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.ingest.text.SharedData;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The golden rules of pySBD in 18 languages. Wrong by intent: cases that expect the text to be
 * changed (mark-up removed, letters on separate lines joined).
 */
class SentenceGoldenTest {
  @Test
  void testSharePerLanguage() throws IOException {
    SentenceSplitter splitter = new SentenceSplitter();
    TreeMap<String, Integer> right = new TreeMap<>();
    TreeMap<String, Integer> all = new TreeMap<>();
    for (String line : SharedData.lines("data/norm/pysbd_golden.jsonl")) {
      JsonNode row = Json.MAPPER.readTree(line);
      String language = row.get("lang").asText();
      boolean matched =
          sentences(splitter, row.get("text").asText(), language).equals(expected(row));
      right.merge(language, matched ? 1 : 0, Integer::sum);
      all.merge(language, 1, Integer::sum);
    }
    System.out.println("sentences right " + right + " of " + all);
    assertEquals(
        "{ar=2, bg=2, da=26, de=18, el=0, en=97, es=17, fa=1, fr=3, hy=16, it=17, ja=4, kk=6, mr=2,"
            + " my=1, nl=1, ru=19, sk=2}",
        right.toString());
  }

  private static List<String> expected(JsonNode row) {
    List<String> sentences = new ArrayList<>();
    row.get("sentences").forEach(sentence -> sentences.add(plain(sentence.asText())));
    return sentences;
  }

  private static List<String> sentences(SentenceSplitter splitter, String text, String language) {
    return splitter.split(text, language).stream().map(span -> plain(span.of(text))).toList();
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
