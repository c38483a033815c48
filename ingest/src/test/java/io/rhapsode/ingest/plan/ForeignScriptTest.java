package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.ingest.text.language.ScriptGuess;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text in a script that the book's language is not written in, without a mark of its language. */
class ForeignScriptTest {
  private static final ExtractedBook BOOK =
      BookPlannerTest.book(
          "en",
          List.of(
              Block.paragraph("a.html", "He said it in Greek. Γνῶθι σεαυτόν. Then α and β met."),
              Block.paragraph("a.html", "Я вас любил."),
              Block.paragraph("a.html", "吾輩は猫である。")));

  @ParameterizedTest
  @CsvSource({
    "Γνῶθι σεαυτόν., en, el",
    "Я вас любил., en, ru",
    "Я вас любил., bg, ''",
    "吾輩は猫である。, en, ja",
    "道可道, en, zh",
    "道可道, ja, ''",
    "안녕하세요, de, ko",
    "مرحبا, fr, ar",
    "The word λόγος means word., en, ''",
    "α β, en, ''",
    "Été à Köln, en, ''"
  })
  void testGuess(String text, String language, String found) {
    assertEquals(
        found.isEmpty() ? Optional.empty() : Optional.of(found), ScriptGuess.of(text, language));
  }

  @Test
  void testAVoiceOfTheEngineReadsTheScriptItSpeaks() throws FailureException {
    BookPlan plan =
        plan(voice("en", "en"), voice("el", "el"), voice("ru", "ru"), voice("ja", "ja"));

    assertEquals(
        List.of(
            "en en 'He said it in Greek.'",
            "el el 'Γνῶθι σεαυτόν.'",
            "en en 'Then α and β met.'",
            "ru ru 'Я вас любил.'",
            "ja ja '吾輩は猫である。'"),
        said(plan));
  }

  @Test
  void testAScriptThatNoVoiceReadsIsReported() throws FailureException {
    BookPlan plan = plan(voice("en", "en"));

    assertEquals(List.of("en en 'He said it in Greek.'", "en en 'Then α and β met.'"), said(plan));
    assertEquals(
        List.of("el 'Γνῶθι σεαυτόν. '", "ru 'Я вас любил.'", "ja '吾輩は猫である。'"),
        plan.skips().stream()
            .filter(skip -> skip.reason() == SkipReason.NO_VOICE)
            .map(skip -> "%s '%s'".formatted(skip.detail(), skip.text()))
            .toList());
    assertEquals(3, plan.losses().size());
    assertEquals(
        "no voice speaks 'el', so this passage is not in the audio; choose another voice",
        plan.losses().get(0).message());
    assertEquals(List.of(), plan.warnings());
  }

  @Test
  void testAWordInAnotherScriptIsReadByItsLatinLetters() throws FailureException {
    ExtractedBook book =
        BookPlannerTest.book(
            "en", List.of(Block.paragraph("", "The word λόγος means word, α is a letter.")));
    BookPlan plan =
        new BookPlanner(
                IngestSettings.DEFAULTS, JobVoices.of(List.of(voice("en", "en"))), Lexicons.NONE)
            .plan(book, BookPlannerTest.source(), Optional.empty());

    assertEquals(List.of("en en 'The word logos means word, α is a letter.'"), said(plan));
    assertEquals("The word λόγος means word, α is a letter.", plan.utterances().get(0).text());
    assertEquals(
        List.of("1 words in other scripts are read as they are written in Latin letters"),
        plan.warnings());
  }

  private static BookPlan plan(Voice... voices) throws FailureException {
    return new BookPlanner(IngestSettings.DEFAULTS, JobVoices.of(List.of(voices)), Lexicons.NONE)
        .plan(BOOK, BookPlannerTest.source(), Optional.empty());
  }

  private static Voice voice(String name, String language) {
    return new Voice(name, "test", "1", "00", language, List.of(language), Map.of(), 200);
  }

  private static List<String> said(BookPlan plan) {
    return plan.utterances().stream()
        .map(said -> "%s %s '%s'".formatted(said.language(), said.voice(), said.spoken()))
        .toList();
  }
}
