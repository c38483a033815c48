package io.rhapsode.synth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.registry.SpeechEngines;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stream of an engine that only makes whole utterances. */
class SpeechStreamTest {
  @Test
  void givesOneSoundForEachTextAndTakesMoreAtTheEnd() throws Exception {
    SpeechEngines engines = new SpeechEngines(List.of(new EspeakEngineFactory()));
    Voice voice = engines.voice("en-gb").orElseThrow();
    try (SpeechEngines.Lease lease = engines.lease(voice.engine());
        SpeechStream stream = lease.stream(voice, "en", 5)) {
      assertEquals(Optional.empty(), stream.next());
      stream.push("Come in.");
      stream.push("Sit down.");
      SpeechRequest request = SpeechRequest.of("Come in.", "en", voice, 5);
      PcmClip whole = ((SpeechResult.Speech) lease.speak(List.of(request)).get(0)).clip();
      assertEquals(Optional.of(whole), stream.next());
      assertTrue(stream.next().isPresent());
      assertEquals(Optional.empty(), stream.next());
      stream.push("Go.");
      assertTrue(stream.next().isPresent());
      assertFalse(stream.wasCut());
    }
  }

  @Test
  void goesOnBehindATextThatIsRefused() throws Exception {
    try (ToneEngine engine = new ToneEngine(() -> {});
        SpeechStream stream = engine.stream(ToneEngine.voice(), "en", 0)) {
      assertThrows(RefusedRequestException.class, () -> stream.push(" "));
      stream.push("refuse");
      stream.push("beep");
      assertThrows(RefusedRequestException.class, stream::next);
      assertEquals(
          4 * ToneEngine.SAMPLES_PER_CHARACTER + 2 * ToneEngine.SILENCE,
          stream.next().orElseThrow().samples().length);
    }
  }

  @Test
  void sayNothingMoreOnceClosed() throws Exception {
    try (ToneEngine engine = new ToneEngine(() -> {})) {
      SpeechStream stream = engine.stream(ToneEngine.voice(), "en", 0);
      stream.push("beep");
      stream.close();
      assertEquals(Optional.empty(), stream.next());
    }
  }
}
