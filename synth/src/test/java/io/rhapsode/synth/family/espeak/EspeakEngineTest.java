package io.rhapsode.synth.family.espeak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspeakEngineTest {
  private static final String SENTENCE =
      "I was born in the year sixteen thirty-two, in the city of York.";

  private final EspeakEngineFactory factory = new EspeakEngineFactory();
  private final SpeechEngine engine;

  EspeakEngineTest() throws IOException {
    engine = factory.open();
  }

  @Test
  void speaksAtItsRateAndPace() throws IOException {
    Speech speech = speech(SENTENCE, "en", "en-gb");

    assertEquals(22_050, speech.clip().sampleRateHz());
    double seconds = speech.clip().length() / 22_050.0;
    assertTrue(seconds > 3 && seconds < 6, () -> "took " + seconds + " s");
    assertTrue(speech.clip().peak() > 0.1 && speech.clip().peak() < 1);
  }

  @Test
  void saysTheSameWhateverWasSpokenBefore() throws IOException {
    List<SpeechRequest> requests = new ArrayList<>();
    for (String voice : List.of("en-gb", "en-us", "de", "fr+f3")) {
      for (String language : List.of("en", "de", "ar")) {
        requests.add(request(SENTENCE, language, voice));
        requests.add(request("Hush! 3.5 miles, said he; \u03b1\u03b2\u03b3.", language, voice));
      }
    }
    Map<SpeechRequest, SpeechResult> first = new HashMap<>();
    requests.forEach(request -> first.put(request, speak(request)));
    Random random = new Random(7);
    for (int round = 0; round < 2; round++) {
      Collections.shuffle(requests, random);
      List<SpeechResult> again = engine.speak(requests);
      for (int i = 0; i < requests.size(); i++) {
        assertEquals(first.get(requests.get(i)), again.get(i), requests.get(i).toString());
      }
    }
  }

  @Test
  void saysTheSameOnManyThreads() throws IOException, InterruptedException, ExecutionException {
    List<SpeechRequest> requests =
        List.of(
            request(SENTENCE, "en", "en-gb"),
            request("Guten Tag, meine Damen und Herren.", "de", "de"),
            request("Bonjour, tout le monde.", "fr", "en-us"));
    List<SpeechResult> alone = engine.speak(requests);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<SpeechResult>>> results = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        SpeechEngine own = factory.open();
        results.add(threads.submit(() -> own.speak(requests)));
      }
      for (Future<List<SpeechResult>> result : results) {
        assertEquals(alone, result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void seedDecidesTheNoise() throws IOException {
    Voice voice = voice("en-gb+whisper");

    assertNotEquals(
        speak(SpeechRequest.of("Shh.", "en", voice, 0)),
        speak(SpeechRequest.of("Shh.", "en", voice, 1)));
  }

  @Test
  void timesEveryWordInOrder() throws IOException {
    String text =
        "\"I don't know\u2014it's 3.5 miles,\" said he; \u00e9t\u00e9 \ud83d\ude00 costs $5.";
    Speech speech = speech(text, "en", "en-gb");

    assertEquals(
        List.of(
            "I",
            "don't",
            "know",
            "it's",
            "3.5",
            "miles",
            "said",
            "he",
            "\u00e9t\u00e9",
            "\ud83d\ude00",
            "costs",
            "$",
            "5"),
        speech.words().stream().map(word -> word.spoken().of(text)).toList());
    assertOrdered(speech);
  }

  @Test
  void timesWordsOfNumbersAndRunTogetherWords() throws IOException {
    String text = "Out of the blue, in the year 1719, there was none of it.";
    Speech speech = speech(text, "en", "en-gb");

    assertEquals(13, speech.words().size());
    assertOrdered(speech);
    WordTime year = speech.words().get(7);
    assertEquals("1719", year.spoken().of(text));
    double seconds = (year.endSample() - year.startSample()) / 22_050.0;
    assertTrue(seconds > 0.6, () -> "\"1719\" takes " + seconds + " s");
  }

  @Test
  void wordsEndBeforeThePause() throws IOException {
    Speech speech = speech("Stop. Now.", "en", "en-gb");
    WordTime stop = speech.words().get(0);
    WordTime now = speech.words().get(1);

    assertTrue(now.startSample() - stop.endSample() > 22_050 / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "de, Guten Morgen",
    "fr, Bonjour madame",
    "es-MX, Buenos d\u00edas",
    "pt-BR, Bom dia",
    "ru, \u0414\u043e\u0431\u0440\u043e\u0435 \u0443\u0442\u0440\u043e",
    "el, \u03ba\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1 \u03ba\u03cc\u03c3\u03bc\u03b5",
    "hi, \u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
    "ar, \u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645",
    "ko, \uc548\ub155 \uc138\uacc4"
  })
  void readsOtherLanguages(String language, String text) throws IOException {
    Speech speech = speech(text, language, "en-gb");

    assertEquals(2, speech.words().size());
    assertOrdered(speech);
    assertTrue(speech.clip().length() > 22_050 / 3);
  }

  @Test
  void voiceKeepsItsOwnAccentInItsOwnLanguage() throws IOException {
    assertEquals(
        speech("A bath.", "en-US", "en-gb").clip().length(),
        speech("A bath.", "en-GB", "en-gb").clip().length());
    assertNotEquals(
        speech("A bath.", "en", "en-us").clip(), speech("A bath.", "en", "en-gb").clip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "zh", "cmn-Hans", "th", "tlh", "xx"})
  void refusesLanguagesItCannotRead(String language) throws IOException {
    Refusal refusal =
        assertInstanceOf(Refusal.class, speak(request("\u4eca\u65e5", language, "en-gb")));

    assertEquals(FailureCode.UNSUPPORTED_LANGUAGE, refusal.code());
    assertTrue(refusal.message().contains("\"" + language + "\""), refusal.message());
    assertTrue(refusal.message().contains("espeak-ng reads af, am,"), refusal.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "\u2014", "[[", "\u200b", "\u0001", "\ud83d", "\ufffd\ufffd"})
  void refusesWhatHasNoSound(String text) throws IOException {
    Refusal refusal = assertInstanceOf(Refusal.class, speak(request(text, "en", "en-gb")));

    assertEquals(FailureCode.SYNTHESIS_FAILED, refusal.code());
    assertTrue(refusal.message().contains("nothing audible"), refusal.message());
  }

  @Test
  void refusesTextThatIsTooLong() throws IOException {
    SpeechResult longest = speak(request("word ".repeat(200), "en", "en-gb"));
    Refusal refusal =
        assertInstanceOf(Refusal.class, speak(request("word ".repeat(2_000), "en", "en-gb")));

    Speech speech = assertInstanceOf(Speech.class, longest);
    assertEquals(200, speech.words().size());
    assertOrdered(speech);
    assertEquals(
        "the text has 10,000 characters, voice \"en-gb\" takes at most 1,000 at once",
        refusal.message());
  }

  @Test
  void interpretsNoMarkup() throws IOException {
    assertEquals(List.of("speak", "x", "/", "speak"), wordsOf("<speak>x</speak>"));
    assertEquals(List.of("say", "h", "@", "loU", "now"), wordsOf("say [[h@loU]] now"));
    assertEquals(
        speech("a hello", "en", "en-gb").clip().length(),
        speech("a\u0000hello", "en", "en-gb").clip().length());
    assertEquals(
        speech("a +10S hello", "en", "en-gb").words(),
        speech("a\u0001+10S hello", "en", "en-gb").words());
  }

  @Test
  void survivesHostileText() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder("x");
      int length = 1 + random.nextInt(120);
      for (int i = 0; i < length; i++) {
        text.append((char) random.nextInt(i % 3 == 0 ? 0x10000 : 0x250));
      }
      String hostile = text.toString();
      SpeechResult result = speak(request(hostile, "en", "en-gb"));
      if (result instanceof Speech speech) {
        assertOrdered(speech);
        speech.words().forEach(word -> assertFalse(word.spoken().of(hostile).isBlank()));
      }
    }
    assertEquals(List.of("\ud83d\ude00", "\ud83c\udf89"), wordsOf("\ud83d\ude00 \ud83c\udf89"));
  }

  @Test
  void namesAnUnusableParameter() throws IOException {
    Voice voice = voice("en-gb");
    Map<String, String> parameters = new HashMap<>(voice.parameters());
    parameters.put("wordsPerMinute", "9");
    Voice odd =
        new Voice(
            voice.name(),
            voice.engine(),
            voice.engineVersion(),
            voice.fingerprint(),
            voice.language(),
            voice.languages(),
            parameters,
            voice.maximumCharacters());

    Refusal refusal =
        assertInstanceOf(Refusal.class, speak(SpeechRequest.of("Hello.", "en", odd, 0)));
    assertEquals(
        "espeak-ng cannot speak with voice \"en-gb\": parameter \"wordsPerMinute\" is not 80 to"
            + " 450: 9",
        refusal.message());
  }

  private List<String> wordsOf(String text) throws IOException {
    return speech(text, "en", "en-gb").words().stream()
        .map(word -> word.spoken().of(text))
        .toList();
  }

  private static void assertOrdered(Speech speech) {
    int sample = 0;
    int character = 0;
    for (WordTime word : speech.words()) {
      assertTrue(word.startSample() >= sample, speech.words().toString());
      assertTrue(word.spoken().start() >= character, speech.words().toString());
      sample = word.endSample();
      character = word.spoken().end();
    }
    assertTrue(sample <= speech.clip().length());
  }

  private Speech speech(String text, String language, String voice) throws IOException {
    SpeechResult result = speak(request(text, language, voice));
    return assertInstanceOf(Speech.class, result, result.toString());
  }

  private SpeechResult speak(SpeechRequest request) {
    return engine.speak(List.of(request)).get(0);
  }

  private SpeechRequest request(String text, String language, String voice) throws IOException {
    return SpeechRequest.of(text, language, voice(voice), 0);
  }

  private Voice voice(String name) throws IOException {
    return factory.voice(name).orElseThrow();
  }
}
