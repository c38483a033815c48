package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.engine.FrameEngine;
import io.rhapsode.synth.tokenizer.SentencePieceTokenizer;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PocketEngineTest {
  private static final Voice ADA = voice("ada");
  private static final Voice STRANGER = voice("stranger");
  private static FrameEngine engine;

  @BeforeAll
  static void open() throws IOException {
    PocketModel model = TinyPocket.V2.model(1, WeightPrecision.FLOAT32);
    GenerationSettings settings = new GenerationSettings(4, 2, 0.7, -4, 6, 3, 0, 1e-3);
    PocketSpeaker speaker =
        new PocketSpeaker(
            model,
            SentencePieceTokenizer.open(TinyPocket.file("tiny/tokenizer.model")),
            new Voices(),
            settings);
    engine = new FrameEngine("pocket-tiny", speaker, new Voices());
  }

  @AfterAll
  static void close() {
    engine.close();
    assertEquals(0, TensorScope.liveHandles());
  }

  @Test
  void speaksARequestTheSameInEveryBatch() {
    SpeechRequest request = request("The boat will leave before noon.", "en-GB", ADA);
    Speech alone = assertInstanceOf(Speech.class, engine.speak(List.of(request)).get(0));
    List<SpeechResult> batch =
        engine.speak(List.of(request("Come in.", "en", ADA), request, request("No.", "en", ADA)));
    Speech together = assertInstanceOf(Speech.class, batch.get(1));

    assertEquals(24_000, alone.clip().sampleRateHz());
    assertArrayEquals(alone.clip().samples(), together.clip().samples(), 1e-4f);
    assertEquals(
        List.of("The", "boat", "will", "leave", "before", "noon."),
        alone.words().stream().map(WordTime::spoken).map(s -> s.of(request.text())).toList());
    assertEquals(16, engine.preferredBatch());
    assertEquals("pocket-tiny", engine.id());
    assertEquals(List.of(ADA), engine.voices());
  }

  @Test
  void refusesWhatItCannotSpeakAndSpeaksTheRest() {
    List<SpeechResult> results =
        engine.speak(
            List.of(
                request("Guten Tag.", "de", ADA),
                request("* * *", "en", ADA),
                request("Come in.", "en", ADA),
                request("a".repeat(10_000), "en", ADA),
                request("Come in.", "en", STRANGER)));

    assertEquals(
        new Refusal(
            FailureCode.UNSUPPORTED_LANGUAGE,
            "voice \"ada\" does not speak the language \"de\", only en: choose another voice, or"
                + " correct the language"),
        results.get(0));
    assertEquals(
        new Refusal(
            FailureCode.SYNTHESIS_FAILED,
            "there is nothing to say in \"* * *\": leave it out, or write what is to be said"),
        results.get(1));
    assertInstanceOf(Speech.class, results.get(2));
    assertEquals(
        new Refusal(
            FailureCode.SYNTHESIS_FAILED,
            "the text has 10,000 characters, voice \"ada\" takes at most 500 at once"),
        results.get(3));
    assertEquals(
        new Refusal(
            FailureCode.SYNTHESIS_FAILED, "voice \"stranger\" cannot be loaded: no voice stranger"),
        results.get(4));
  }

  @Test
  void streamsARequest() throws RefusedRequestException {
    SpeechRequest request = request("Come in.", "en", ADA);
    float[] whole =
        assertInstanceOf(Speech.class, engine.speak(List.of(request)).get(0)).clip().samples();
    int position = 0;
    try (SpeechStream stream = engine.stream(ADA, "en", request.seed())) {
      stream.push(request.text());
      for (Optional<PcmClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
        for (float sample : clip.get().samples()) {
          assertEquals(whole[position++], sample, 1e-4f);
        }
      }
      assertThrows(RefusedRequestException.class, () -> stream.push("..."));
    }
    assertEquals(whole.length, position);
  }

  private static SpeechRequest request(String text, String language, Voice voice) {
    return SpeechRequest.of(text, language, voice, 0);
  }

  private static Voice voice(String name) {
    return new Voice(
        name,
        "pocket-tiny",
        "1",
        "00",
        "en",
        List.of("en"),
        Map.of(),
        PocketVoiceRules.MAXIMUM_CHARACTERS);
  }

  private static final class Voices implements FrameVoices {
    @Override
    public List<Voice> voices() {
      return List.of(ADA);
    }

    @Override
    public Optional<Voice> voice(String name) {
      return voices().stream().filter(voice -> voice.name().equals(name)).findFirst();
    }

    @Override
    public Conditioning conditioning(Voice voice) throws IOException {
      if (!voice.equals(ADA)) {
        throw new IOException("no voice " + voice.name());
      }
      return new Conditioning.PromptCache(TinyPocket.V2.voiceState(), Optional.empty());
    }
  }
}
