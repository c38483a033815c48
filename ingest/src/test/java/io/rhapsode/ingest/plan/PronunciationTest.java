package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.match.WordRoles;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PronunciationTest {
  private static final LexiconEntry NAME =
      LexiconEntry.of("Siobhan", new Saying.Phonemes("ʃɪˈvɔːn"));

  private static Voice voice(String name, RequestPart... honours) {
    EnumSet<RequestPart> parts = EnumSet.noneOf(RequestPart.class);
    parts.addAll(Arrays.asList(honours));
    return new Voice(name, "test", "1", "00", "en", List.of("en", "cs"), Map.of(), 200, parts);
  }

  private static BookPlan plan(
      String text, String language, Voice voice, List<LexiconEntry> job, List<Lexicon> document)
      throws FailureException {
    BookMetadata metadata = BookMetadata.untold("Book", language);
    ExtractedBook book =
        new ExtractedBook(
            metadata,
            List.of(Block.paragraph("", text)),
            List.of(),
            Optional.empty(),
            document,
            List.of());
    BookSource source =
        new BookSource(
            "book",
            "book.txt",
            voice.name(),
            Optional.of(language),
            ChapterSelection.ALL,
            Optional.empty());
    Lexicons lexicons =
        Lexicons.of(List.of(Lexicon.of("job", LexiconLayer.BOOK, "", job)), WordRoles.UNKNOWN);
    return new BookPlanner(IngestSettings.DEFAULTS, JobVoices.of(List.of(voice)), lexicons)
        .plan(book, source, Optional.empty());
  }

  @Test
  void voicesThatTakeSoundsGetThemAndTheTextStays() throws Exception {
    BookPlan plan =
        plan(
            "On 3 May Siobhan's \u201cred\u201d cat slept. Siobhan read.",
            "en",
            voice("sounds", RequestPart.PRONUNCIATION),
            List.of(NAME, LexiconEntry.of("red", new Saying.Phonemes("rɛd"))),
            List.of());

    Utterance first = plan.utterances().get(0);
    assertEquals("On 3 May Siobhan's \u201cred\u201d cat slept. ", first.text());
    assertEquals(
        List.of(
            SpokenWord.plain("On the third of May "),
            SpokenWord.pronounced("Siobhan's", "ʃɪˈvɔːnz"),
            SpokenWord.plain(" \""),
            SpokenWord.pronounced("red", "ɹɛd"),
            SpokenWord.plain("\" cat slept.")),
        first.words());
    assertEquals(
        List.of(SpokenWord.pronounced("Siobhan", "ʃɪˈvɔːn"), SpokenWord.plain(" read.")),
        plan.utterances().get(1).words());
    assertEquals(List.of(), plan.warnings());
  }

  @Test
  void voicesThatTakeLettersGetARespellingAndAWarning() throws Exception {
    BookPlan plan = plan("Siobhan read.", "en", voice("letters"), List.of(NAME), List.of());

    assertEquals("Shivawn read.", plan.utterances().get(0).spoken());
    assertEquals("Siobhan read.", plan.utterances().get(0).text());
    assertEquals(
        List.of(
            "voice 'letters' takes letters only: 1 different words are spelled by their sounds,"
                + " such as 'Siobhan' as 'Shivawn'"),
        plan.warnings());
  }

  @Test
  void aLanguageWithoutLettersForSoundsIsWarnedOf() throws Exception {
    BookPlan plan = plan("Siobhan spí.", "cs", voice("letters"), List.of(NAME), List.of());

    assertEquals("Siobhan spí.", plan.utterances().get(0).spoken());
    assertEquals(
        List.of(
            "voice 'letters' cannot be told how to pronounce words: 1 of them is said its own way,"
                + " 'Siobhan'"),
        plan.warnings());
  }

  @Test
  void rulesThatWouldJoinAWordWithItsNeighboursGiveWay() throws Exception {
    Voice voice = voice("sounds", RequestPart.PRONUNCIATION);
    BookPlan plan =
        plan(
            "He ran 3 km to Dr. Wu at 12% in 1719.",
            "en",
            voice,
            List.of(
                LexiconEntry.of("km", new Saying.Alias("clicks")),
                LexiconEntry.of("%", new Saying.Alias("per hundred")),
                LexiconEntry.of("1719", new Saying.Phonemes("wʌn"))),
            List.of());

    assertEquals(
        List.of(
            SpokenWord.plain("He ran three clicks to Doctor Wu at twelve per hundred in "),
            SpokenWord.pronounced("1719", "wʌn"),
            SpokenWord.plain(".")),
        plan.utterances().get(0).words().stream().map(PronunciationTest::ofFigures).toList());
  }

  /** Either form of the figures may stand beside their sounds. */
  private static SpokenWord ofFigures(SpokenWord word) {
    return word.ipa().isPresent() ? SpokenWord.pronounced("1719", word.ipa().get()) : word;
  }

  @Test
  void theJobsLexiconIsNearerThanTheDocuments() throws Exception {
    Lexicon document =
        Lexicon.of(
            "book.epub",
            LexiconLayer.DOCUMENT,
            "en",
            List.of(
                LexiconEntry.of("Siobhan", new Saying.Alias("document")),
                LexiconEntry.of("Uffa", new Saying.Alias("oofah"))));
    BookPlan plan =
        plan(
            "Siobhan saw Uffa.",
            "en",
            voice("sounds", RequestPart.PRONUNCIATION),
            List.of(NAME),
            List.of(document));

    assertEquals(
        List.of(SpokenWord.pronounced("Siobhan", "ʃɪˈvɔːn"), SpokenWord.plain(" saw oofah.")),
        plan.utterances().get(0).words());
  }

  @Test
  void anAliasThatIsTooLongForTheVoiceDividesTheSentence() throws Exception {
    String alias = "the world wide web consortium of many many words ".repeat(3).strip();
    BookPlan plan =
        plan(
            "First we went to W3C, then to W3C, and then home to bed and board.",
            "en",
            voice("sounds", RequestPart.PRONUNCIATION),
            List.of(LexiconEntry.of("W3C", new Saying.Alias(alias))),
            List.of());

    assertEquals(
        true, plan.utterances().stream().allMatch(utterance -> utterance.spoken().length() <= 200));
    assertEquals(
        2, plan.utterances().stream().filter(said -> said.spoken().contains(alias)).count());
  }
}
