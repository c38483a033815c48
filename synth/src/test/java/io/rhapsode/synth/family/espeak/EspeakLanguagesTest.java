package io.rhapsode.synth.family.espeak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.espeak.library.EspeakVoiceFile;
import java.io.IOException;
import java.text.DateFormatSymbols;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspeakLanguagesTest {
  private static final Pattern VOWEL =
      Pattern.compile(
          "[aeiouy\u00e6\u00f8\u0153\u0250-\u0252\u0254\u0258-\u025e\u0264\u0268"
              + "\u026a\u026f\u0275\u0276\u0289\u028a\u028c\u028f\u1d7b]");

  private final EspeakCatalog catalog;

  EspeakLanguagesTest() throws IOException {
    catalog = EspeakCatalog.load();
  }

  @ParameterizedTest
  @CsvSource({
    "en, gmw/en",
    "en-GB, gmw/en",
    "en-US, gmw/en-US",
    "en-CA, gmw/en-US",
    "en-AU, gmw/en",
    "en-Latn-US, gmw/en-US",
    "eng, gmw/en",
    "de-AT, gmw/de",
    "fr, roa/fr",
    "fr-BE, roa/fr-BE",
    "fr_CH, roa/fr-CH",
    "fr-CA, roa/fr",
    "es, roa/es",
    "es-MX, roa/es-419",
    "es-419, roa/es-419",
    "pt, roa/pt",
    "pt-BR, roa/pt-BR",
    "no, gmq/nb",
    "nn-NO, gmq/nb",
    "vi-VN, aav/vi",
    "sr-Latn, zls/sr"
  })
  void findsTheClosestVoice(String tag, String identifier) {
    assertEquals(
        Optional.of(identifier),
        catalog.languages().voiceFor(tag).map(EspeakVoiceFile::identifier));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ja", "zh", "zh-TW", "cmn", "yue", "hak", "th", "my", "he", "kok", "si", "chr"})
  void hasNoVoiceForWhatItCannotRead(String tag) {
    assertEquals(Optional.empty(), catalog.languages().voiceFor(tag));
    assertFalse(catalog.languages().primaryLanguages().contains(tag));
  }

  /**
   * The rule behind the list of unusable languages, on the names of months and days: no word is
   * read by the letter names of another language, and hardly any lacks a vowel.
   */
  @Test
  void readsTheCalendarOfEveryLanguage() throws FailureException {
    EspeakPhonemizer phonemizer = new EspeakPhonemizer(catalog);
    int calendars = 0;
    for (String language : catalog.languages().primaryLanguages()) {
      List<String> words = calendar(language);
      if (words.isEmpty()) {
        continue;
      }
      calendars++;
      int withoutVowel = 0;
      for (String word : words) {
        String phonemes =
            phonemizer.phonemes(word, language).stream()
                .map(Phonemizer.Clause::phonemes)
                .collect(Collectors.joining(" "));
        assertFalse(phonemes.contains("("), () -> language + " " + word + ": " + phonemes);
        if (!VOWEL.matcher(Normalizer.normalize(phonemes, Normalizer.Form.NFD)).find()) {
          withoutVowel++;
        }
      }
      assertTrue(10 * withoutVowel <= words.size(), language + " drops its vowels");
    }
    assertTrue(calendars > 70, "calendars of the JDK: " + calendars);
  }

  /** Names of months and days of more than one letter; none when the JDK does not know them. */
  private static List<String> calendar(String language) {
    Locale locale = Locale.forLanguageTag(language);
    if (Arrays.stream(Locale.getAvailableLocales()).noneMatch(locale::equals)) {
      return List.of();
    }
    DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
    List<String> words = new ArrayList<>();
    for (String[] names : List.of(symbols.getMonths(), symbols.getWeekdays())) {
      for (String name : names) {
        words.addAll(Arrays.asList(name.split(" ")));
      }
    }
    words.removeIf(word -> word.length() < 2);
    return words;
  }
}
