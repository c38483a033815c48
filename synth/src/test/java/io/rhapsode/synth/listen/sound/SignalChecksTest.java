package io.rhapsode.synth.listen.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.synth.engine.FaultyEngine;
import io.rhapsode.synth.engine.FaultyEngine.Failing;
import io.rhapsode.synth.listen.HeardClip;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalChecksTest {
  private static final String TEXT =
      "The tortoise never for a moment stopped, but went on with a steady pace.";

  @ParameterizedTest
  @CsvSource({
    "SKIPS, TOO_SHORT",
    "REPEATS, TOO_LONG",
    "RUNS_ON, TOO_LONG",
    "FALLS_SILENT, SILENCE_INSIDE",
    "STOPS_SHORT, CUT_OFF",
    "HUMS, CONSTANT_SOUND",
    "HISSES, NOISE",
    "CLIPS, CLIPPED"
  })
  void tellsWhatIsWrong(Failing failing, Fault.Kind kind) {
    Verdict verdict = check(TEXT, failing);

    List<Fault.Kind> kinds = verdict.faults().stream().map(Fault::kind).toList();
    assertTrue(kinds.contains(kind), verdict.toString());
    assertTrue(verdict.badness() >= 1, verdict.toString());
  }

  @Test
  void letsSoundsThroughThatAreAsTheyShouldBe() {
    for (String text : List.of(TEXT, "Yes.", "Chapter one", "I will, I will!")) {
      assertEquals(List.of(), check(text, Failing.NOTHING).faults(), text);
    }
  }

  @Test
  void measuresPitchAndPace() {
    Verdict verdict = check(TEXT, Failing.NOTHING);

    assertEquals(120, verdict.measures().pitchHz(), 3);
    assertEquals(18, verdict.measures().lettersPerSecond(), 4);
  }

  private static Verdict check(String text, Failing failing) {
    SpeechRequest request = SpeechRequest.of(text, "en", FaultyEngine.voice(), 0);
    return SignalChecks.check(new HeardClip(request, FaultyEngine.sound(text, failing)));
  }
}
