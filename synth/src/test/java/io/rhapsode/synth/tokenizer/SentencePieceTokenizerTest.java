package io.rhapsode.synth.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencePieceTokenizerTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tiny, text.json, 400", "tiny-v1, text-v1.json, 380"})
  void encodesAndDecodesAsTheReference(String model, String cases, int entries) throws Exception {
    JsonNode golden = new ObjectMapper().readTree(FIXTURES.resolve(cases).toFile());
    Path file = FIXTURES.resolve(model).resolve("tokenizer.model");
    try (TextTokenizer tokenizer = SentencePieceTokenizer.open(file)) {
      assertEquals(entries, tokenizer.entries());
      for (JsonNode item : golden.get("encode")) {
        String text = item.get("text").textValue();
        assertArrayEquals(ids(item), tokenizer.encode(text), text);
      }
      for (JsonNode item : golden.get("decode")) {
        int[] ids = ids(item);
        assertEquals(item.get("text").textValue(), tokenizer.decode(ids), Arrays.toString(ids));
      }
    }
  }

  @Test
  void refusesAnIdBeyondTheVocabulary() throws Exception {
    try (TextTokenizer tokenizer =
        SentencePieceTokenizer.open(FIXTURES.resolve("tiny/tokenizer.model"))) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {3, 400}));
      assertEquals("token id 400 is not in 0 .. 399", refused.getMessage());
    }
  }

  @Test
  void refusesWhatIsNoModel() throws Exception {
    Path file = folder.resolve("tokenizer.model");
    byte[] sound = Files.readAllBytes(FIXTURES.resolve("tiny/tokenizer.model"));
    for (byte[] bytes :
        new byte[][] {
          {},
          "version https://git-lfs.github.com/spec/v1\n".getBytes("UTF-8"),
          Arrays.copyOf(sound, sound.length / 2),
          {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}
        }) {
      Files.write(file, bytes);
      TokenizerException refused =
          assertThrows(TokenizerException.class, () -> SentencePieceTokenizer.open(file));
      assertTrue(
          refused.getMessage().startsWith(file + ": not a SentencePiece model: "),
          refused.getMessage());
    }
    assertThrows(
        TokenizerException.class, () -> SentencePieceTokenizer.open(folder.resolve("none")));
  }

  private static int[] ids(JsonNode item) {
    return StreamSupport.stream(item.get("ids").spliterator(), false)
        .mapToInt(JsonNode::intValue)
        .toArray();
  }
}
