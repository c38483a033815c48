package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lines of a manifest: who says what, and how long the pause after it is. */
class CastTest {
  private static final JobVoices VOICES =
      JobVoices.of(List.of(voice("narrator"), voice("high"), voice("low")));
  private static final Map<String, CastMember> CAST =
      Map.of("Ada", CastMember.of("high"), "Ben", CastMember.of("low"));

  @Test
  void aChapterOfTwoSpeakersHasTheirVoices() throws FailureException {
    String block = "“Come in,” said Ada. “Sit down.” “Thank you!” He sat down.";
    BookPlan plan =
        plan(
            List.of(block, "They talked."),
            List.of(
                line(1, block, "“Come in,” ", "Ada"),
                line(1, block, "“Sit down.”", "Ada"),
                line(1, block, "“Thank you!”", "Ben")),
            List.of());

    assertEquals(
        List.of(
            "high Ada '“Come in,” ' CLAUSE 150",
            "narrator - 'said Ada. ' SENTENCE 400",
            "high Ada '“Sit down.” ' SENTENCE 400",
            "low Ben '“Thank you!” ' SENTENCE 400",
            "narrator - 'He sat down.' PARAGRAPH 700",
            "narrator - 'They talked.' CHAPTER 2000"),
        utterances(plan));
    assertTrue(Ledger.check(plan, Set.of()).complete());
    assertEquals(List.of(), plan.skips());
  }

  @Test
  void aWholeBlockMayBeALine() throws FailureException {
    BookPlan plan =
        plan(
            List.of("One. Two.", "Three."),
            List.of(new LineEntry(1, Optional.empty(), Optional.of("Ada"), Optional.of(50), "One")),
            List.of());

    assertEquals(
        List.of(
            "high Ada 'One. ' SENTENCE 400",
            "high Ada 'Two.' PARAGRAPH 50",
            "narrator - 'Three.' CHAPTER 2000"),
        utterances(plan));
  }

  @Test
  void aPauseNeedsNoSpeaker() throws FailureException {
    String block = "One. Two. Three.";
    BookPlan plan =
        plan(
            List.of(block),
            List.of(
                new LineEntry(
                    1, Optional.of(new Span(5, 9)), Optional.empty(), Optional.of(3_000), "")),
            List.of());

    assertEquals(
        List.of(
            "narrator - 'One. ' SENTENCE 400",
            "narrator - 'Two. ' SENTENCE 3000",
            "narrator - 'Three.' CHAPTER 2000"),
        utterances(plan));
  }

  @Test
  void aLineMayHaveItsOwnVoiceAndReading() throws FailureException {
    BookPlan plan =
        plan(
            List.of("One. Two. Three."),
            List.of(
                new LineEntry(
                    1,
                    Optional.of(new Span(5, 10)),
                    Optional.of("Ada"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Manner(Optional.of("low"), 2, false, List.of()),
                    "")),
            List.of());

    assertEquals(
        List.of(
            "narrator - 'One. ' SENTENCE 400",
            "low Ada 'Two. ' SENTENCE 400",
            "narrator - 'Three.' CHAPTER 2000"),
        utterances(plan));
    assertEquals(Map.of(1, 2), plan.script().attempts());
    assertTrue(Ledger.check(plan, Set.of()).complete());
  }

  @Test
  void sentencesMayBeJoinedAndDivided() throws FailureException {
    BookPlan plan =
        plan(
            List.of("One. Two. Three and four."),
            List.of(
                new LineEntry(
                    1,
                    Optional.of(new Span(0, 10)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Manner(Optional.empty(), 0, true, List.of()),
                    ""),
                new LineEntry(
                    1, Optional.of(new Span(10, 16)), Optional.empty(), Optional.empty(), "")),
            List.of());

    assertEquals(
        List.of(
            "narrator - 'One. Two. ' SENTENCE 400",
            "narrator - 'Three ' CLAUSE 150",
            "narrator - 'and four.' CHAPTER 2000"),
        utterances(plan));
    assertTrue(Ledger.check(plan, Set.of()).complete());
  }

  @Test
  void skipsHoldInsideAndAcrossLines() throws FailureException {
    String block = "“Yes1 indeed,” said Ada.";
    BookPlan plan =
        plan(
            List.of(block),
            List.of(line(1, block, "“Yes1 indeed,”", "Ada")),
            List.of(skip(4, 5), skip(12, 19)));

    assertEquals(
        List.of("high Ada '“Yes indeed' CLAUSE 150", "narrator - ' Ada.' CHAPTER 2000"),
        utterances(plan));
    assertEquals(List.of("1", ",” said"), plan.skips().stream().map(skip -> skip.text()).toList());
    assertTrue(Ledger.check(plan, Set.of()).complete());
  }

  @Test
  void saysWhatIsWrongWithALine() {
    assertEquals(
        "a line names block 2, but the document has 1; remove the line or correct its block",
        failure(entry(2, 0, 1)));
    assertEquals(
        "a line ends at character 9 of block 1, which has 8; correct the line",
        failure(entry(1, 0, 9)));
    assertEquals(
        "two lines of block 1 share character 2; join them into one",
        failure(entry(1, 0, 3), entry(1, 2, 4)));
    assertEquals(
        "a line of block 1, 0-5, cuts a character in two; correct the line",
        failure(entry(1, 0, 5)));
  }

  @Test
  void everyVoiceOfTheCastMustBeThere() {
    BookManifest manifest = manifest(List.of("One."), List.of(), List.of());
    BookManifest unknown =
        new BookManifest(
            manifest.source(),
            manifest.textSha256(),
            manifest.metadata(),
            manifest.voice(),
            Map.of("Ada", CastMember.of("shrill")),
            manifest.chapters(),
            List.of(),
            List.of());
    FailureException error =
        assertThrows(FailureException.class, () -> plan(List.of("One."), unknown));
    assertEquals(
        "there is no voice 'shrill'; choose one of high, low, narrator", error.failure().message());
  }

  private static String failure(LineEntry... lines) {
    List<String> blocks = List.of("Oh. \uD83D\uDE00\uD83D\uDE00");
    return assertThrows(FailureException.class, () -> plan(blocks, List.of(lines), List.of()))
        .failure()
        .message();
  }

  private static LineEntry entry(int block, int start, int end) {
    return new LineEntry(
        block, Optional.of(new Span(start, end)), Optional.of("Ada"), Optional.empty(), "");
  }

  private static LineEntry line(int block, String text, String said, String speaker) {
    int start = text.indexOf(said);
    return new LineEntry(
        block,
        Optional.of(new Span(start, start + said.length())),
        Optional.of(speaker),
        Optional.empty(),
        said);
  }

  private static SkipEntry skip(int start, int end) {
    return new SkipEntry(1, Optional.of(new Span(start, end)), SkipReason.MANIFEST, "", "");
  }

  private static BookPlan plan(List<String> blocks, List<LineEntry> lines, List<SkipEntry> skips)
      throws FailureException {
    return plan(blocks, manifest(blocks, lines, skips));
  }

  private static BookPlan plan(List<String> blocks, BookManifest manifest) throws FailureException {
    BookSource source =
        new BookSource(
            "b",
            "/books/a.txt",
            "narrator",
            Optional.empty(),
            ChapterSelection.ALL,
            Optional.of(manifest));
    return new BookPlanner(IngestSettings.DEFAULTS, VOICES, Lexicons.NONE)
        .plan(book(blocks), source, Optional.empty());
  }

  private static BookManifest manifest(
      List<String> blocks, List<LineEntry> lines, List<SkipEntry> skips) {
    ExtractedBook book = book(blocks);
    return new BookManifest(
        "/books/a.txt",
        TextHash.of(book.blocks()),
        book.metadata(),
        "narrator",
        CAST,
        List.of(new BookManifest.ChapterEntry("One", 1, Optional.empty(), 1, blocks.size(), true)),
        lines,
        skips);
  }

  private static ExtractedBook book(List<String> blocks) {
    return BookPlannerTest.book(
        "en", blocks.stream().map(text -> Block.paragraph("", text)).toList());
  }

  private static Voice voice(String name) {
    return new Voice(name, "test", "1", "00", "en", List.of("en"), Map.of(), 200);
  }

  private static List<String> utterances(BookPlan plan) {
    return plan.utterances().stream()
        .map(
            said ->
                "%s %s '%s' %s %d"
                    .formatted(
                        said.voice(),
                        said.speaker().orElse("-"),
                        said.text(),
                        said.boundary(),
                        said.pauseMillis()))
        .toList();
  }
}
