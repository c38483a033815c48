package io.rhapsode.synth.family.espeak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.speech.SpeechContext;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.espeak.library.EspeakClause;
import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import io.rhapsode.synth.family.espeak.library.EspeakLibrary;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EspeakPronunciationTest {
  private final EspeakEngineFactory factory = new EspeakEngineFactory();

  /** What the library says for a pronunciation, with stress before vowels as it writes it. */
  private static String said(String file, String ipa) throws IOException {
    EspeakInstallation installation = EspeakInstallation.standard();
    try (EspeakLibrary library = EspeakLibrary.open(installation.library(), installation.data())) {
      library.select(file);
      EspeakAlphabet alphabet = new EspeakAlphabet(library.phonemes());
      return library.phonemes(alphabet.bracketed(ipa)).stream()
          .map(EspeakClause::phonemes)
          .collect(Collectors.joining(" "))
          .replace("^", "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gmw/en, ʃɪˈvɔːn, ʃɪvˈɔːn",
    "gmw/en, ˈkʌtʃʊ, kˈʌtʃʊ",
    "gmw/en, ˈhaʊs bəʊt, hˈaʊs bəʊt",
    "gmw/en, t͡ʃɪps, tʃɪps",
    "gmw/en, ˌæbəˈlɪʃən, ˌabəlˈɪʃən",
    "gmw/en, ˈθɹʌʃ, θɹˈʌʃ",
    "gmw/en, ˈkoʊl, kˈoʊl",
    "gmw/en, bax, bax",
    "gmw/en, ʁu, ʁu",
    "gmw/en-US, ˈkoʊl, kˈoʊl",
    "gmw/en-US, ˈbɝd, bˈɜːd",
    "gmw/de, ˈçeːmiː, çˈeːmiː",
    "gmw/de, ˈʃyːl, ʃˈyːl",
    "gmw/de, ɴa, ŋa",
    "roa/fr, bɔ̃ʒuʁ, bɔ̃ʒuʁ",
    "roa/es-419, ˈxorxe, xˈorxe",
    "roa/it, ˈʎi, ʎˈi",
    "zls/hr, ˈʒiʋoʃ, ʒˈiʋoʃ"
  })
  void soundsAreSaidAsTheyAreWritten(String file, String ipa, String said) throws IOException {
    assertEquals(said, said(file, ipa));
  }

  @Test
  void pronouncedWordsHaveTheirTimesInTheText() throws IOException {
    Speech speech =
        speech(
            List.of(
                SpokenWord.plain("Then [[laughed] "),
                SpokenWord.pronounced("Siobhán", "ʃɪˈvɔːn"),
                SpokenWord.plain(", the cat.")));

    String text = "Then [[laughed] Siobhán, the cat.";
    List<String> words =
        speech.words().stream().map(WordTime::spoken).map(word -> word.of(text)).toList();
    assertEquals(List.of("Then", "laughed", "Siobhán", "the", "cat"), words);
    WordTime name = speech.words().get(2);
    assertTrue(name.startSample() > speech.words().get(1).startSample());
    assertTrue(name.endSample() > name.startSample() + 2_000);
    assertTrue(speech.words().get(3).startSample() >= name.endSample());
  }

  @Test
  void textWithoutPronunciationsIsSaidAsEver() throws IOException {
    Speech plain = speech(List.of(SpokenWord.plain("See [[h@l'oU]] there.")));
    Speech other = speech(List.of(SpokenWord.plain("See hello there.")));

    assertFalse(plain.clip().length() == other.clip().length());
  }

  @Test
  void theSamePronunciationSoundsLikeTheWord() throws IOException {
    Speech word = speech(List.of(SpokenWord.plain("seven")));
    Speech sounds = speech(List.of(SpokenWord.pronounced("x", "ˈsɛvən")));

    double ratio = (double) sounds.clip().length() / word.clip().length();
    assertTrue(ratio > 0.85 && ratio < 1.15, () -> "lengths differ by " + ratio);
    assertArrayEquals(
        sounds.clip().samples(),
        speech(List.of(SpokenWord.pronounced("y", "ˈsɛvən"))).clip().samples());
  }

  private Speech speech(List<SpokenWord> words) throws IOException {
    try (SpeechEngine engine = factory.open()) {
      SpeechRequest request =
          SpeechRequest.of(
              words,
              "en-GB",
              factory.voice("en-gb").orElseThrow(),
              Delivery.PLAIN,
              SpeechContext.NONE,
              0);
      SpeechResult result = engine.speak(List.of(request)).get(0);
      return assertInstanceOf(Speech.class, result);
    }
  }
}
