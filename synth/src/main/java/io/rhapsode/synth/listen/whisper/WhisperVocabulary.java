package io.rhapsode.synth.listen.whisper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a Whisper model: {@code vocabulary.txt}, one a line, bytes written as in GPT-2's
 * byte-level encoding; what is above the end of the text controls the model.
 */
final class WhisperVocabulary {
  private static final String END = "<|endoftext|>";
  private static final String START = "<|startoftranscript|>";
  private static final String TRANSCRIBE = "<|transcribe|>";
  private static final String NO_TIMES = "<|notimestamps|>";

  private final List<String> tokens;
  private final Map<String, Integer> controls = new HashMap<>();
  private final Map<Character, Integer> bytes = new HashMap<>();

  private WhisperVocabulary(List<String> tokens) {
    this.tokens = tokens;
    for (int id = tokens.indexOf(END); id < tokens.size(); id++) {
      controls.put(tokens.get(id), id);
    }
    // GPT-2: printable Latin-1 stands for itself, the other bytes for U+0100 and following.
    int next = 0x100;
    for (int value = 0; value < 0x100; value++) {
      boolean itself =
          value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
      bytes.put((char) (itself ? value : next++), value);
    }
  }

  /**
   * @throws IOException if the file cannot be read or lacks what controls the model
   */
  static WhisperVocabulary read(Path file) throws IOException {
    // Lines may hold any character but a line feed, also other ends of lines.
    List<String> tokens = List.of(Files.readString(file, StandardCharsets.UTF_8).split("\n"));
    for (String control : List.of(END, START, NO_TIMES)) {
      if (!tokens.contains(control)) {
        throw new IOException("%s is no vocabulary of Whisper: no %s".formatted(file, control));
      }
    }
    return new WhisperVocabulary(tokens);
  }

  int size() {
    return tokens.size();
  }

  /** The token after the last of a text; all above it control the model. */
  int end() {
    return controls.get(END);
  }

  boolean knows(String primaryLanguage) {
    return isEnglishOnly()
        ? primaryLanguage.equals("en")
        : controls.containsKey(tag(primaryLanguage));
  }

  /** What a text without times begins with. */
  long[] prompt(String primaryLanguage) {
    return isEnglishOnly()
        ? new long[] {controls.get(START), controls.get(NO_TIMES)}
        : new long[] {
          controls.get(START),
          controls.get(tag(primaryLanguage)),
          controls.get(TRANSCRIBE),
          controls.get(NO_TIMES)
        };
  }

  private boolean isEnglishOnly() {
    return !controls.containsKey("<|de|>");
  }

  private static String tag(String primaryLanguage) {
    return "<|" + primaryLanguage + "|>";
  }

  /** Whether a token begins a word: with a space, or in scripts without any, with a letter. */
  boolean beginsWord(int token) {
    String text = tokens.get(token);
    return text.startsWith("\u0120");
  }

  /** The text of tokens that follow each other. */
  String text(List<Integer> ids) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    for (int id : ids) {
      tokens
          .get(id)
          .chars()
          .forEach(character -> utf8.write(bytes.getOrDefault((char) character, (int) '?')));
    }
    return utf8.toString(StandardCharsets.UTF_8);
  }
}
