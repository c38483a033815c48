package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.LanguageSpan;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookPlannerTest {
  private static final Voice ENGLISH = voice("en", "en");
  private static final Voice FRENCH = voice("fr", "fr");
  private static final JobVoices VOICES = JobVoices.of(List.of(ENGLISH, FRENCH));

  private static final ExtractedBook BOOK =
      book(
          "en",
          List.of(
              Block.paragraph("a.html", "By Ann."),
              heading("Chapter I"),
              Block.paragraph("a.html", "One. Two."),
              Block.paragraph("a.html", "* * *"),
              Block.paragraph("a.html", "Three."),
              heading("Rest"),
              new Block(
                  "b.html",
                  BlockKind.PARAGRAPH,
                  0,
                  "Four1 and five.",
                  Optional.empty(),
                  List.of(new ExcludedSpan(new Span(4, 5), SkipReason.ROLE, "noteref")),
                  List.of()),
              Block.paragraph("b.html", "Six.")),
          new OutlineEntry("The Start", 1, 2),
          new OutlineEntry("The Rest", 2, 6));

  @Test
  void testChaptersUtterancesAndSkipsOfAnOutline() throws FailureException {
    BookPlan plan = plan(BOOK, source());

    assertEquals(
        List.of(
            new Chapter(1, "Title", 1, 1),
            new Chapter(2, "The Start", 1, 4),
            new Chapter(3, "The Rest", 2, 3)),
        plan.chapters());
    assertEquals(
        List.of(
            "1/1 'By Ann.' CHAPTER 2000",
            "2/2 'Chapter I' SECTION 1200",
            "2/3 'One. ' SENTENCE 400",
            "2/3 'Two.' SECTION 1200",
            "2/5 'Three.' CHAPTER 2000",
            "3/6 'Rest' SECTION 1200",
            "3/7 'Four and five.' PARAGRAPH 700",
            "3/8 'Six.' CHAPTER 2000"),
        utterances(plan));
    assertEquals(List.of("4 '* * *' NOTHING_TO_SPEAK ''", "7 '1' ROLE 'noteref'"), skips(plan));
    assertEquals(List.of(7, 9, 9, 5, 6, 4, 15, 4), plan.blockLengths());
    assertEquals("Chapter one", plan.utterances().get(1).spoken());
    assertEquals("b.html", plan.utterances().get(7).locator().part());
    assertEquals(new Span(0, 15), plan.utterances().get(6).locator().span());
    assertEquals(List.of(new Span(4, 5)), plan.utterances().get(6).holes());
    assertEquals("Four and five.", plan.utterances().get(6).spoken());
  }

  @Test
  void testManifestThatIsMade() throws FailureException {
    BookManifest manifest = plan(BOOK, source()).manifest();

    assertEquals(
        new BookManifest(
            "/books/a.epub",
            TextHash.of(BOOK.blocks()),
            BookMetadata.untold("Title", "en"),
            "en",
            List.of(
                chapter("Title", 1, 1, 1, true),
                chapter("The Start", 1, 2, 5, true),
                chapter("The Rest", 2, 6, 8, true)),
            List.of(
                new SkipEntry(7, Optional.of(new Span(4, 5)), SkipReason.ROLE, "noteref", "1"))),
        manifest);
  }

  @Test
  void testManifestGivenBackUneditedGivesTheSamePlan() throws FailureException {
    BookPlan made = plan(BOOK, source());

    assertEquals(made, plan(BOOK, source(ChapterSelection.ALL, made.manifest())));
  }

  @Test
  void testGivenManifestDecidesAlone() throws FailureException {
    BookManifest edited =
        new BookManifest(
            "/books/a.epub",
            TextHash.of(BOOK.blocks()),
            BookMetadata.untold("New title", "en"),
            "en",
            List.of(
                new ChapterEntry("Last first", 1, Optional.of("fr"), 8, 8, true),
                chapter("Begin", 1, 2, 3, true),
                chapter("Not read", 1, 4, 5, false)),
            List.of(
                new SkipEntry(3, Optional.of(new Span(0, 5)), SkipReason.MANIFEST, "dull", "")));

    BookPlan plan = plan(BOOK, source(ChapterSelection.ALL, edited));

    assertEquals("New title", plan.metadata().title());
    assertEquals(
        List.of(new Chapter(1, "Last first", 1, 1), new Chapter(2, "Begin", 1, 2)),
        plan.chapters());
    assertEquals(
        List.of(
            "1/8 'Six.' CHAPTER 2000", "2/2 'Chapter I' SECTION 1200", "2/3 'Two.' CHAPTER 2000"),
        utterances(plan));
    assertEquals(
        List.of(
            "1 'By Ann.' MANIFEST 'in no chapter'",
            "3 'One. ' MANIFEST 'dull'",
            "4 '* * *' MANIFEST 'chapter is not to be read'",
            "5 'Three.' MANIFEST 'chapter is not to be read'",
            "6 'Rest' MANIFEST 'in no chapter'",
            "7 'Four1 and five.' MANIFEST 'in no chapter'"),
        skips(plan));
  }

  @Test
  void testChaptersNotAskedForAreSkipped() throws FailureException {
    BookPlan plan = plan(BOOK, source(ChapterSelection.parse("1,3-"), null));

    assertEquals(
        List.of(new Chapter(1, "Title", 1, 1), new Chapter(3, "The Rest", 2, 3)), plan.chapters());
    assertEquals(
        List.of(
            "2 'Chapter I' NOT_SELECTED ''",
            "3 'One. Two.' NOT_SELECTED ''",
            "4 '* * *' NOT_SELECTED ''",
            "5 'Three.' NOT_SELECTED ''",
            "7 '1' ROLE 'noteref'"),
        skips(plan));
  }

  @Test
  void testManifestsThatDoNotFit() {
    String hash = TextHash.of(BOOK.blocks());
    assertEquals(
        "the manifest was made for other text (abc..., the document has %.12s...); make a new one with --dry-run --manifest and repeat the edits in it"
            .formatted(hash),
        mismatch("abc", "en", List.of(chapter("A", 1, 1, 8, true)), List.of()));
    assertEquals(
        "chapter 'A' ends at block 9, but the document has 8; correct the chapter's last block",
        mismatch(hash, "en", List.of(chapter("A", 1, 1, 9, true)), List.of()));
    assertEquals(
        "chapter 'B' has block 3, which another chapter has too; give every block to one chapter",
        mismatch(
            hash,
            "en",
            List.of(chapter("A", 1, 3, 5, true), chapter("B", 1, 1, 3, true)),
            List.of()));
    assertEquals(
        "there is no voice 'xx'; choose one of en, fr",
        mismatch(hash, "xx", List.of(chapter("A", 1, 1, 8, true)), List.of()));
    assertEquals(
        "a skip ends at character 99 of block 1, which has 7; correct the skip",
        mismatch(hash, "en", List.of(chapter("A", 1, 1, 8, true)), List.of(skip(1, 0, 99))));
    assertEquals(
        "two skips of block 1 share character 2; join them into one",
        mismatch(
            hash,
            "en",
            List.of(chapter("A", 1, 1, 8, true)),
            List.of(skip(1, 2, 4), skip(1, 0, 3))));
  }

  @Test
  void testSelectionWithoutAChapter() {
    Failure failure =
        assertThrows(
                FailureException.class, () -> plan(BOOK, source(ChapterSelection.parse("9"), null)))
            .failure();

    assertEquals(FailureCode.MANIFEST_MISMATCH, failure.code());
    assertEquals(
        "none of the chapters asked for is to be read; the last one is 3, see --dry-run",
        failure.message());
  }

  @Test
  void testChaptersWithoutTextHaveNoNumber() throws FailureException {
    Block contents =
        new Block(
            "toc.html",
            BlockKind.PARAGRAPH,
            0,
            "Contents",
            Optional.empty(),
            List.of(new ExcludedSpan(new Span(0, 8), SkipReason.NAVIGATION, "")),
            List.of());
    ExtractedBook book =
        book(
            "en",
            List.of(
                contents, Block.paragraph("a.html", "Once."), Block.paragraph("b.html", "End.")),
            new OutlineEntry("Contents", 1, 1),
            new OutlineEntry("The Start", 1, 2),
            new OutlineEntry("The End", 1, 3));

    BookPlan plan = plan(book, source(ChapterSelection.parse("1"), null));

    assertEquals(List.of(new Chapter(1, "The Start", 1, 1)), plan.chapters());
    assertEquals(List.of("1 'Contents' NAVIGATION ''", "3 'End.' NOT_SELECTED ''"), skips(plan));
  }

  @Test
  void testABookWithoutOutlineIsOneChapter() throws FailureException {
    ExtractedBook book = book("en", List.of(Block.paragraph("", "Only this.")));

    assertEquals(List.of(new Chapter(1, "Title", 1, 1)), plan(book, source()).chapters());
  }

  @Test
  void testNothingToReadIsAFailure() {
    ExtractedBook book = book("en", List.of(Block.paragraph("", "***")));

    Failure failure = assertThrows(FailureException.class, () -> plan(book, source())).failure();
    assertEquals(FailureCode.NO_TEXT, failure.code());
    assertEquals(FailureCode.NO_TEXT, failureOf(book("en", List.of())).code());
  }

  @Test
  void testBookInAnotherLanguageGetsAVoiceOfTheSameEngine() throws FailureException {
    ExtractedBook book = book("fr-CA", List.of(Block.paragraph("", "Il a 2 chats.")));

    BookPlan plan = plan(book, source());

    assertEquals("fr", plan.manifest().voice());
    assertEquals("fr", plan.utterances().get(0).voice());
    assertEquals("fr-CA", plan.utterances().get(0).language());
    assertEquals("Il a deux chats.", plan.utterances().get(0).spoken());
  }

  @Test
  void testLanguageNobodySpeaksIsAFailure() {
    assertEquals(
        FailureCode.UNSUPPORTED_LANGUAGE,
        failureOf(book("ja", List.of(Block.paragraph("", "はい。")))).code());
  }

  @Test
  void testMarkedParagraphsAndSentencesAreSpokenInTheirLanguage() throws FailureException {
    String text = "He said. Il a 2 chats. Yes.";
    ExtractedBook book =
        book(
            "en",
            List.of(
                new Block(
                    "",
                    BlockKind.PARAGRAPH,
                    0,
                    text,
                    Optional.empty(),
                    List.of(),
                    List.of(new LanguageSpan(new Span(9, 22), "fr"))),
                new Block(
                    "", BlockKind.PARAGRAPH, 0, "Oui.", Optional.of("fr"), List.of(), List.of())));

    assertEquals(
        List.of("en en 'He said.'", "fr fr 'Il a deux chats.'", "en en 'Yes.'", "fr fr 'Oui.'"),
        plan(book, source()).utterances().stream()
            .map(said -> "%s %s '%s'".formatted(said.language(), said.voice(), said.spoken()))
            .toList());
  }

  @Test
  void testAShortParagraphWithoutALanguageIsInTheLanguageOfTheBook() throws FailureException {
    ExtractedBook book = book("en", List.of(Block.paragraph("", "Il y a deux chats.")));

    assertEquals("en", plan(book, source()).utterances().get(0).language());
  }

  @Test
  void testUserLanguageOverridesTheDocument() throws FailureException {
    ExtractedBook book = book("en", List.of(Block.paragraph("", "Deux.")));
    BookSource source =
        new BookSource(
            "b", "/books/a.epub", "en", Optional.of("fr"), ChapterSelection.ALL, Optional.empty());

    assertEquals("fr", plan(book, source).metadata().language());
  }

  private static Failure failureOf(ExtractedBook book) {
    return assertThrows(FailureException.class, () -> plan(book, source())).failure();
  }

  private static String mismatch(
      String hash, String voice, List<ChapterEntry> chapters, List<SkipEntry> skips) {
    BookManifest manifest =
        new BookManifest(
            "/books/a.epub", hash, BookMetadata.untold("T", "en"), voice, chapters, skips);
    Failure failure =
        assertThrows(
                FailureException.class, () -> plan(BOOK, source(ChapterSelection.ALL, manifest)))
            .failure();
    assertEquals(FailureCode.MANIFEST_MISMATCH, failure.code());
    return failure.message();
  }

  static BookPlan plan(ExtractedBook book, BookSource source) throws FailureException {
    return new BookPlanner(IngestSettings.DEFAULTS, VOICES, Lexicons.NONE)
        .plan(book, source, Optional.empty());
  }

  static BookSource source() {
    return source(ChapterSelection.ALL, null);
  }

  static BookSource source(ChapterSelection chapters, BookManifest manifest) {
    return new BookSource(
        "b", "/books/a.epub", "en", Optional.empty(), chapters, Optional.ofNullable(manifest));
  }

  static ExtractedBook book(String language, List<Block> blocks, OutlineEntry... outline) {
    return new ExtractedBook(
        BookMetadata.untold("Title", language),
        blocks,
        List.of(outline),
        Optional.empty(),
        List.of());
  }

  private static Block heading(String text) {
    return new Block("a.html", BlockKind.HEADING, 1, text, Optional.empty(), List.of(), List.of());
  }

  private static ChapterEntry chapter(String title, int level, int first, int last, boolean read) {
    return new ChapterEntry(title, level, Optional.empty(), first, last, read);
  }

  private static SkipEntry skip(int block, int start, int end) {
    return new SkipEntry(block, Optional.of(new Span(start, end)), SkipReason.MANIFEST, "", "");
  }

  private static Voice voice(String name, String language) {
    return new Voice(name, "test", "1", "00", language, List.of(language), Map.of(), 200);
  }

  private static List<String> utterances(BookPlan plan) {
    List<String> lines = new ArrayList<>();
    plan.utterances()
        .forEach(
            said ->
                lines.add(
                    "%d/%d '%s' %s %d"
                        .formatted(
                            said.chapter(),
                            said.locator().block(),
                            said.text(),
                            said.boundary(),
                            said.pauseMillis())));
    return lines;
  }

  private static List<String> skips(BookPlan plan) {
    return plan.skips().stream()
        .map(
            skip ->
                "%d '%s' %s '%s'"
                    .formatted(skip.locator().block(), skip.text(), skip.reason(), skip.detail()))
        .toList();
  }
}
