package io.rhapsode.synth.family.espeak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.engine.Phonemizer.Clause;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EspeakPhonemizerTest {
  private final Phonemizer phonemizer;

  EspeakPhonemizerTest() throws IOException {
    phonemizer = new EspeakEngineFactory().phonemizer();
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, hello world, h\u0259l\u02c8\u0259\u028a w\u02c8\u025c\u02d0ld",
    "en-US, hello world, h\u0259l\u02c8o\u028a w\u02c8\u025c\u02d0ld",
    "de, Guten Tag, \u0261\u02c8u\u02d0t\u0259n t\u02c8\u0251\u02d0k",
    "fr, bonjour, b\u0254\u0303\u0292\u02c8u\u0281",
    "es, gracias, \u0261\u027e\u02c8a\u03b8jas"
  })
  void transcribes(String language, String text, String phonemes) throws FailureException {
    assertEquals(List.of(phonemes), letters(text, language));
  }

  @Test
  void givesClauseByClause() throws FailureException {
    assertEquals(
        List.of("w\u02cc\u0252n", "t\u02c8u\u02d0", "\u03b8\u0279\u02c8i\u02d0"),
        letters("One, two. Three!", "en"));
    assertEquals(List.of(""), letters(" ", "en"));
  }

  @Test
  void givesTheMarkThatEndsAClause() throws FailureException {
    List<Clause> clauses = phonemizer.phonemes("One, two; three: four. Five? Six!", "en");

    assertEquals(
        List.of(',', ';', ':', '.', '?', '!'), clauses.stream().map(Clause::mark).toList());
    assertEquals(
        List.of(false, false, false, true, true, true),
        clauses.stream().map(Clause::endsSentence).toList());
  }

  @Test
  void tiesTheLettersOfOnePhoneme() throws FailureException {
    assertEquals(
        "t\u0361\u0283\u02c8\u025c\u02d0t\u0361\u0283",
        phonemizer.phonemes("church", "en-GB").get(0).phonemes());
  }

  @Test
  void marksForeignWords() throws FailureException {
    assertEquals(
        "(en)h\u0259l\u02c8\u0259\u0361\u028a(ar)",
        phonemizer.phonemes("hello", "ar").get(0).phonemes());
  }

  private List<String> letters(String text, String language) throws FailureException {
    return phonemizer.phonemes(text, language).stream().map(Clause::letters).toList();
  }

  @Test
  void refusesALanguageWithoutRules() {
    FailureException error =
        assertThrows(FailureException.class, () -> phonemizer.phonemes("\u4eca\u65e5", "ja"));

    assertEquals(FailureCode.UNSUPPORTED_LANGUAGE, error.failure().code());
  }
}
