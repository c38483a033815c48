package io.rhapsode.ingest.text.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "EN_us, en-US",
    "ger, de",
    "pt-br, pt-BR",
    "zh-Hant-TW, zh-Hant-TW",
    "und, ''",
    "English, ''",
    "x-none, ''",
    "'', ''"
  })
  void testTagsAreCanonical(String written, String canonical) {
    assertEquals(
        canonical.isEmpty() ? Optional.empty() : Optional.of(canonical),
        LanguageTags.normalize(written));
  }

  @Test
  void testClearTextIsRecognised() {
    assertEquals(
        Optional.of("fr"),
        LanguageGuess.of(
            "Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte, mes"
                + " yeux se fermaient si vite que je n'avais pas le temps de me dire : je"
                + " m'endors. Et, une demi-heure après, la pensée qu'il était temps de chercher le"
                + " sommeil m'éveillait."));
    assertEquals(
        Optional.of("ja"),
        LanguageGuess.of("吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた事だけは記憶している。"));
  }

  @Test
  void testShortTextIsNotGuessed() {
    assertEquals(Optional.empty(), LanguageGuess.of("Allons, mes amis, en avant!"));
    assertEquals(Optional.empty(), LanguageGuess.of(""));
  }
}
