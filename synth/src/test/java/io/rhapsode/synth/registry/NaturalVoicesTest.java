package io.rhapsode.synth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaturalVoicesTest {
  @TempDir Path folder;

  @Test
  void theBestGradeOfThePreferredModelIsChosenForEachLanguage() throws Exception {
    install("large", 80, preset("adam", "en-US", "F+"), preset("bella", "en-US", "A-"));
    install(
        "small",
        40,
        preset("joe", "en-US", "A"),
        preset("sara", "it", ""),
        preset("dora", "it", "D"),
        preset("unknown", "fr", "A"));
    install("test", 0, preset("noise", "de", "A"));
    SpeechEngines engines =
        new SpeechEngines(
            List.of(
                new Fixed(
                    List.of(
                        voice("adam", "en-US", "large"),
                        voice("bella", "en-US", "large"),
                        voice("joe", "en-US", "small"),
                        voice("sara", "it", "small"),
                        voice("dora", "it", "small"),
                        voice("noise", "de", "test")))));
    List<Voice> best = NaturalVoices.best(engines, new ModelStore(folder));
    assertEquals(List.of("bella", "sara"), best.stream().map(Voice::name).toList());
    assertEquals(best, NaturalVoices.best(engines, new ModelStore(folder)));
  }

  @Test
  void noneIsChosenWhereNoModelIs() {
    assertEquals(
        List.of(),
        NaturalVoices.best(
            new SpeechEngines(List.of(new Fixed(List.of()))), new ModelStore(folder)));
  }

  private void install(String id, int preference, String... presets) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(id)).resolve("installed.json"),
        """
        {"id": "%s", "family": "fixed", "languages": ["en", "it", "fr", "de"], "origin": "here",
         "files": {}, "preference": %d, "voices": [%s]}
        """
            .formatted(id, preference, String.join(", ", presets)));
  }

  private static String preset(String name, String language, String grade) {
    return "{\"name\": \"%s\", \"language\": \"%s\", \"grade\": \"%s\", \"commercial\": true}"
        .formatted(name, language, grade);
  }

  private static Voice voice(String name, String language, String model) {
    return new Voice(
        name, "fixed", "1", "00", language, List.of(language), Map.of("model", model), 100);
  }

  /** An engine that is only asked who there is. */
  private record Fixed(List<Voice> voices) implements EngineFactory {
    @Override
    public String id() {
      return "fixed";
    }

    @Override
    public SpeechEngine open() {
      throw new UnsupportedOperationException("nobody speaks in this test");
    }
  }
}
