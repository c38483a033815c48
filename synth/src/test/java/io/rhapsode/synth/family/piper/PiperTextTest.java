package io.rhapsode.synth.family.piper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.family.onnx.GoldenFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PiperTextTest {
  private static final String SETTINGS = "en_US-joe-medium.onnx.json";

  @TempDir private Path folder;
  private PiperText reader;

  @BeforeEach
  void open() throws IOException {
    Path settings = folder.resolve(SETTINGS);
    try (InputStream in = PiperTextTest.class.getResourceAsStream(SETTINGS)) {
      Files.copy(in, settings);
    }
    reader = new PiperText(new EspeakEngineFactory().phonemizer(), PiperSettings.read(settings));
  }

  record Golden(String name, String text, List<String> sentences, List<long[]> ids) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> goldens() throws IOException {
    List<Golden> goldens = new ArrayList<>();
    for (JsonNode golden : GoldenFolder.of("piper").golden().get("cases")) {
      List<String> sentences = new ArrayList<>();
      golden.get("sentences").forEach(sentence -> sentences.add(sentence.asText()));
      List<long[]> ids = new ArrayList<>();
      golden.get("ids").forEach(sentence -> ids.add(GoldenFolder.longs(sentence)));
      goldens.add(
          new Golden(golden.get("name").asText(), golden.get("text").asText(), sentences, ids));
    }
    return goldens;
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void readsAsTheReference(Golden golden) throws FailureException {
    List<String> sentences = reader.sentences(List.of(SpokenWord.plain(golden.text())));

    assertEquals(golden.sentences(), sentences);
    for (int i = 0; i < sentences.size(); i++) {
      assertArrayEquals(golden.ids().get(i), reader.ids(reader.known(sentences.get(i))));
    }
  }

  @Test
  void putsPronunciationsBetweenWhatIsTranscribed() throws FailureException {
    List<SpokenWord> words =
        List.of(
            SpokenWord.plain("Come in, "),
            SpokenWord.pronounced("Niamh", "\u02c8ni\u02d0v"),
            SpokenWord.plain(". Shut the door!"));

    assertEquals(
        List.of(
            "k\u02c8\u028cm \u02c8\u026an, \u02c8ni\u02d0v.",
            "\u0283\u02c8\u028ct \u00f0\u0259 d\u02c8o\u02d0\u0279!"),
        reader.sentences(words));
  }

  @Test
  void marksAloneAreNoSentence() throws FailureException {
    assertEquals(List.of(), reader.sentences(List.of(SpokenWord.plain("... !"))));
  }
}
