package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.typography.HeadingOutline;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.AnnouncementSettings;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Utterance;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Paces of a book, its chapters and its speakers; announcements of chapters. */
class StyleTest {
  private static final List<Block> BLOCKS =
      List.of(
          Block.paragraph("", "Preface").asHeading(1),
          Block.paragraph("", "Before all."),
          Block.paragraph("", "The Fox").asHeading(1),
          Block.paragraph("", "A fox came."),
          Block.paragraph("", "III").asHeading(1),
          Block.paragraph("", "He said yes."));

  private static Voice voice(Set<RequestPart> honours) {
    return new Voice("v", "test", "1", "00", "en", List.of("en"), Map.of(), 1_000, honours);
  }

  private static BookPlan plan(
      IngestSettings settings, Optional<BookManifest> manifest, Set<RequestPart> honours)
      throws Exception {
    ExtractedBook made = BookPlannerTest.book("en", BLOCKS);
    ExtractedBook book =
        new ExtractedBook(
            made.metadata(), BLOCKS, HeadingOutline.of(BLOCKS), Optional.empty(), List.of());
    BookSource source =
        new BookSource("book", "book.md", "v", Optional.empty(), ChapterSelection.ALL, manifest);
    return new BookPlanner(settings, JobVoices.of(List.of(voice(honours))), Lexicons.NONE)
        .plan(book, source, Optional.empty());
  }

  private static IngestSettings settings(int pace, boolean announced) {
    IngestSettings usual = IngestSettings.DEFAULTS;
    return new IngestSettings(
        usual.skippableRoles(),
        true,
        false,
        List.of(),
        false,
        pace,
        new AnnouncementSettings(announced, AnnouncementSettings.DEFAULTS.texts()),
        usual.credits(),
        usual.pauses(),
        usual.limits());
  }

  private static List<String> spoken(BookPlan plan) {
    return plan.utterances().stream().map(Utterance::spoken).toList();
  }

  @Test
  void chaptersAreAnnouncedUnlessTheirTitlesTellByThemselves() throws Exception {
    BookPlan plan = plan(settings(100, true), Optional.empty(), EnumSet.of(RequestPart.PACE));
    assertEquals(
        List.of(
            "Preface",
            "Before all.",
            "Chapter one: The Fox",
            "A fox came.",
            "Chapter two",
            "He said yes."),
        spoken(plan));
    assertEquals("The Fox", plan.utterances().get(2).text());
    assertEquals(
        spoken(plan),
        spoken(
            plan(settings(100, true), Optional.of(plan.manifest()), EnumSet.of(RequestPart.PACE))));
  }

  @Test
  void aTitleThatStandsNowhereIsSaidBeforeTheChapter() throws Exception {
    BookManifest made =
        plan(settings(100, false), Optional.empty(), EnumSet.of(RequestPart.PACE)).manifest();
    BookManifest renamed =
        new BookManifest(
            made.source(),
            made.textSha256(),
            made.metadata(),
            made.voice(),
            List.of(new ChapterEntry("A Story", 1, Optional.empty(), 3, 6, true)),
            List.of());
    BookPlan plan = plan(settings(100, true), Optional.of(renamed), EnumSet.of(RequestPart.PACE));
    assertEquals("Chapter one: A Story", plan.utterances().get(0).spoken());
    assertEquals("", plan.utterances().get(0).text());
    assertEquals("The Fox", plan.utterances().get(1).spoken());
  }

  @Test
  void theNearestPaceHolds() throws Exception {
    BookPlan usual = plan(settings(110, false), Optional.empty(), EnumSet.of(RequestPart.PACE));
    assertEquals(Optional.of(110), usual.manifest().pacePercent());
    assertEquals(Map.of(0, 110, 1, 110, 2, 110, 3, 110, 4, 110, 5, 110), usual.script().paces());
    BookManifest made = usual.manifest();
    CastMember slow =
        new CastMember(
            Optional.empty(), Optional.empty(), List.of(), 0, List.of(), Optional.of(80));
    ChapterEntry fox = made.chapters().get(1);
    BookManifest edited =
        new BookManifest(
            made.source(),
            made.textSha256(),
            made.metadata(),
            made.voice(),
            Map.of("Fox", slow),
            List.of(
                made.chapters().get(0),
                new ChapterEntry(
                    fox.title(),
                    1,
                    Optional.empty(),
                    fox.firstBlock(),
                    fox.lastBlock(),
                    true,
                    Optional.of(100)),
                made.chapters().get(2)),
            List.of(new LineEntry(6, Optional.empty(), Optional.of("Fox"), Optional.empty(), "")),
            made.skips(),
            List.of(),
            made.pacePercent());
    BookPlan plan = plan(settings(100, false), Optional.of(edited), EnumSet.of(RequestPart.PACE));
    assertEquals(Map.of(0, 110, 1, 110, 4, 110, 5, 80), plan.script().paces());
  }

  @Test
  void aVoiceThatHasOnePaceIsNamedOnce() throws Exception {
    BookPlan plan = plan(settings(110, false), Optional.empty(), EnumSet.noneOf(RequestPart.class));
    assertEquals(
        List.of(
            "voice 'v' has one pace only: 6 utterances that were to be quicker or slower are said"
                + " at it"),
        plan.warnings());
  }
}
