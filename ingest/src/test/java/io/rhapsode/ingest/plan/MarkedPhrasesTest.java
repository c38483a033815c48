package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.LanguageSpan;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Words that the source marks as of another language, inside a sentence. */
class MarkedPhrasesTest {
  private static final String TEXT = "She said « bonne nuit », and left. All was still.";

  @Test
  void testAVoiceOfItsLanguageReadsAPhrase() throws FailureException {
    assertEquals(
        List.of("en 'She said'", "fr '« bonne nuit »,'", "en 'and left.'", "en 'All was still.'"),
        said(true, "fr"));
  }

  @Test
  void testWithoutTheSettingTheSentenceStaysWhole() throws FailureException {
    assertEquals(
        List.of("en 'She said « bonne nuit », and left.'", "en 'All was still.'"),
        said(false, "fr"));
  }

  @Test
  void testAPhraseThatNobodySpeaksStays() throws FailureException {
    assertEquals(
        List.of("en 'She said « bonne nuit », and left.'", "en 'All was still.'"),
        said(true, "de"));
  }

  private static List<String> said(boolean setting, String other) throws FailureException {
    int start = TEXT.indexOf('«');
    Block block =
        new Block(
            "a.html",
            BlockKind.PARAGRAPH,
            0,
            TEXT,
            Optional.empty(),
            List.of(),
            List.of(new LanguageSpan(new Span(start, TEXT.indexOf('»') + 1), "fr")));
    IngestSettings usual = IngestSettings.DEFAULTS;
    IngestSettings settings =
        new IngestSettings(
            usual.skippableRoles(),
            true,
            setting,
            List.of(),
            usual.shorthand(),
            usual.pacePercent(),
            usual.announcements(),
            usual.credits(),
            usual.pauses(),
            usual.limits());
    JobVoices voices = JobVoices.of(List.of(voice("en"), voice(other)));
    BookPlan plan =
        new BookPlanner(settings, voices, Lexicons.NONE)
            .plan(
                BookPlannerTest.book("en", List.of(block)),
                BookPlannerTest.source(),
                Optional.empty());
    return plan.utterances().stream()
        .map(said -> said.language() + " '" + said.text().strip() + "'")
        .toList();
  }

  private static Voice voice(String language) {
    return new Voice(language, "test", "1", "00", language, List.of(language), Map.of(), 200);
  }
}
