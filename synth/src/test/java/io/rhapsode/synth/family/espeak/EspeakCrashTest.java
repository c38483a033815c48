package io.rhapsode.synth.family.espeak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import io.rhapsode.synth.family.espeak.worker.WorkerException;
import io.rhapsode.synth.family.espeak.worker.WorkerPool;
import io.rhapsode.synth.family.espeak.worker.WorkerTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the library really dies of: Sinhala, which is therefore no language of the product. */
@EnabledOnOs(OS.LINUX)
class EspeakCrashTest {
  private static final String SINHALA = "inc/si";

  private final EspeakEngineFactory factory = new EspeakEngineFactory();

  @Test
  void aTextThatCrashesTheLibraryFailsAlone() throws IOException {
    Voice english = factory.voice("en-gb").orElseThrow();
    SpeechRequest before = SpeechRequest.of("One morning.", "en", english, 0);
    SpeechRequest poison = SpeechRequest.of(poison(), "si", sinhala(english), 0);
    SpeechRequest after = SpeechRequest.of("Another morning.", "en", english, 0);
    try (SpeechEngine engine = factory.open()) {
      List<SpeechResult> alone = engine.speak(List.of(before, after));
      List<SpeechResult> together = engine.speak(List.of(before, poison, after));

      assertEquals(alone, List.of(together.get(0), together.get(2)));
      Refusal refusal = assertInstanceOf(Refusal.class, together.get(1));
      assertEquals(FailureCode.SYNTHESIS_FAILED, refusal.code());
      assertEquals(
          "espeak-ng crashed (exit value 134, SIGABRT) over this text, and again in a new process: leave it out, or write it differently: \"%s...\""
              .formatted(poison().substring(0, 40)),
          refusal.message());
    }
  }

  @Test
  void transcribingItIsAFailureToo() throws IOException {
    WorkerPool workers = WorkerPool.of(EspeakInstallation.standard());
    WorkerException crash =
        assertThrows(
            WorkerException.class,
            () -> workers.perform(new WorkerTask.Transcription(SINHALA, poison())));

    assertTrue(crash.getMessage().contains("SIGABRT"), crash.getMessage());
  }

  /** Printable ASCII without spaces. */
  private static String poison() {
    return new Random(1)
        .ints(900, '!', '~' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Voice sinhala(Voice voice) {
    Map<String, String> parameters = new TreeMap<>(voice.parameters());
    parameters.put("base", SINHALA);
    return new Voice(
        "si",
        voice.engine(),
        voice.engineVersion(),
        voice.fingerprint(),
        "si",
        List.of("si"),
        parameters,
        voice.maximumCharacters());
  }
}
