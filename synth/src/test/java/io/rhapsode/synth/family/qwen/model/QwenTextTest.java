package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.tokenizer.QwenTokenizerFiles;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QwenTextTest {
  @Test
  void textsHaveTheReferencesIds() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      JsonNode golden = fixture.json("text.json");
      Path folder = fixture.folder().folder();
      Set<String> controls = new HashSet<>();
      golden.path("added_tokens").properties().forEach(token -> controls.add(token.getKey()));
      int compared = 0;
      try (TextTokenizer all = QwenTokenizerFiles.openWithControls(folder);
          TextTokenizer plain = QwenTokenizerFiles.openPlain(folder)) {
        for (JsonNode text : golden.path("cases")) {
          String said = text.path("text").textValue();
          assertArrayEquals(ids(text), all.encode(said), said);
          if (controls.stream().noneMatch(said::contains)) {
            assertArrayEquals(ids(text), plain.encode(said), said);
          }
          compared++;
        }
        for (JsonNode prompt : golden.path("prompts")) {
          assertArrayEquals(ids(prompt), all.encode(prompt.path("string").textValue()));
          compared++;
        }
      }
      System.out.printf("%s: %d texts have the reference's ids%n", fixture, compared);
    }
  }

  @Test
  void turnsHaveTheReferencesIds() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      try (QwenText text = fixture.text()) {
        for (JsonNode prompt : fixture.json("text.json").path("prompts")) {
          int[] ids = ids(prompt);
          String said = prompt.path("text").textValue();
          switch (prompt.path("kind").textValue()) {
            case "assistant" -> {
              assertArrayEquals(Arrays.copyOfRange(ids, 3, ids.length - 5), text.spoken(said));
              if (!said.startsWith("\n")) {
                assertArrayEquals(Arrays.copyOf(ids, 3), text.role());
              }
            }
            case "reference" ->
                assertArrayEquals(Arrays.copyOfRange(ids, 3, ids.length - 2), text.spoken(said));
            default -> assertArrayEquals(ids, text.instruction(said));
          }
        }
      }
    }
  }

  @Test
  void controlStringsOfUsersControlNothing() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      int least =
          fixture.json("text.json").path("added_tokens").properties().stream()
              .mapToInt(token -> token.getValue().intValue())
              .min()
              .orElseThrow();
      try (QwenText text = fixture.text()) {
        for (var token : fixture.json("text.json").path("added_tokens").properties()) {
          int[] ids = text.spoken("Say " + token.getKey() + " now.");
          assertTrue(Arrays.stream(ids).allMatch(id -> id < least), token.getKey());
        }
      }
    }
  }

  @Test
  void longTextsHaveMoreTimeThanShortOnes() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      try (QwenText text = fixture.text()) {
        int one = text.chunk("No.", "en").maxFrames();
        int many = text.chunk("Nobody answered her, and the harbour was quiet.", "en").maxFrames();
        assertTrue(one < 25 * 3, "a word has two seconds, not " + one);
        assertTrue(many > one);
        assertEquals("en", text.chunk("No.", "en").language());
        assertThrows(IllegalArgumentException.class, () -> text.chunk(" \n", "en"));
      }
    }
  }

  private static int[] ids(JsonNode node) {
    int[] ids = new int[node.path("ids").size()];
    Arrays.setAll(ids, i -> node.path("ids").path(i).intValue());
    return ids;
  }
}
