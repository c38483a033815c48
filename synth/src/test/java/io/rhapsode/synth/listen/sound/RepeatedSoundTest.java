package io.rhapsode.synth.listen.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedSoundTest {
  private static final List<String> GOOD =
      List.of(
          "The hare one day ridiculed the short feet and slow pace of the tortoise.",
          "She believed her own assertion to be simply impossible, and went on with a will.",
          "At last, waking up and moving as fast as he could, he saw the tortoise.",
          "Yes.");

  @Test
  void whatIsSaidTwiceIsFound() throws Exception {
    List<PcmClip> clips =
        spoken(
            List.of(
                "The hare one day ridiculed, hare one day ridiculed the short feet of the"
                    + " tortoise.",
                "She believed her own assertion to be, assertion to be simply impossible."));
    for (PcmClip clip : clips) {
      assertTrue(RepeatedSound.find(clip).isPresent());
    }
  }

  @Test
  void whatIsCopiedIsFoundWhereItIs() throws Exception {
    PcmClip clip = spoken(GOOD.subList(0, 1)).get(0);
    int rate = clip.sampleRateHz();
    float[] samples = new float[clip.length() + rate];
    float[] own = clip.samples();
    System.arraycopy(own, 0, samples, 0, 2 * rate);
    System.arraycopy(own, rate, samples, 2 * rate, own.length - rate);
    RepeatedSound.Repetition found = RepeatedSound.find(new PcmClip(rate, samples)).orElseThrow();
    assertEquals(1, found.lagSeconds(), 0.02);
    assertEquals(2, found.startSeconds(), 0.3);
  }

  @Test
  void silenceAndAClickRepeatNothing() {
    assertEquals(Optional.empty(), RepeatedSound.find(new PcmClip(24_000, new float[48_000])));
    assertEquals(Optional.empty(), RepeatedSound.find(new PcmClip(24_000, new float[10])));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Never, never again.",
        "One hundred and one, two hundred and two.",
        "These were either too far above me or too far below me.",
        "He went up, and he went up, and sat down.",
        "はいはいはいはい"
      })
  void textsMayRepeatThemselves(String text) {
    assertTrue(RepeatedSound.isAsked(text));
  }

  @Test
  void wordsThatComeAgainLaterAreNoRepetition() {
    GOOD.forEach(text -> assertFalse(RepeatedSound.isAsked(text), text));
    assertFalse(RepeatedSound.isAsked("That old man of the sea and that woman came to the house."));
  }

  private static List<PcmClip> spoken(List<String> texts) throws Exception {
    EngineFactory factory = new EspeakEngineFactory();
    Voice voice = factory.voice("en-gb").orElseThrow();
    List<SpeechRequest> requests = new ArrayList<>();
    texts.forEach(text -> requests.add(SpeechRequest.of(text, "en", voice, 0)));
    try (SpeechEngine engine = factory.open()) {
      return engine.speak(requests).stream()
          .map(result -> assertInstanceOf(Speech.class, result).clip())
          .toList();
    }
  }
}
