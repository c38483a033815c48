package io.rhapsode.synth.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary: 4 special tokens, 256 bytes, then 13 pieces from id 260 on. */
class HuggingFaceTextTokenizerTest {
  private static final Path FILE = Path.of("src/test/resources/tokenizer/tokenizer.json");

  @TempDir Path folder;

  @Test
  void encodesPiecesAndBytes() throws Exception {
    try (TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(FILE)) {
      assertEquals(273, tokenizer.entries());
      assertArrayEquals(new int[] {261, 262, 263, 264, 272}, tokenizer.encode("hello world."));
      assertArrayEquals(new int[] {}, tokenizer.encode(""));
      int[] smile = tokenizer.encode("\uD83D\uDE00");
      assertArrayEquals(new int[] {260, 4 + 0xf0, 4 + 0x9f, 4 + 0x98, 4 + 0x80}, smile);
    }
  }

  @Test
  void decodesWhatItEncoded() throws Exception {
    try (TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(FILE)) {
      for (String text : new String[] {"hello world.", "old \uD83D\uDE00 world", "\u6771\u4eac"}) {
        assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
      }
      assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {273}));
      assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {-1}));
    }
  }

  @Test
  void aLongTextIsNotCut() throws Exception {
    try (TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(FILE)) {
      assertEquals(5000, tokenizer.encode("hello ".repeat(5000).strip()).length);
    }
  }

  @Test
  void refusesWhatIsNoTokenizer() throws Exception {
    Path file = folder.resolve("tokenizer.json");
    for (String text : new String[] {"", "{", "[]", "{\"model\":{\"vocab\":{\"a\":0}}}", "null"}) {
      Files.writeString(file, text);
      TokenizerException refused =
          assertThrows(TokenizerException.class, () -> HuggingFaceTextTokenizer.open(file), text);
      assertTrue(refused.getMessage().startsWith(file + ": not "), refused.getMessage());
    }
  }
}
