package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every character of every block belongs to exactly one utterance or skip. */
class PlanCoverageTest {
  @Property(tries = 500)
  void testEveryCharacterIsCoveredOnce(@ForAll("books") ExtractedBook book) {
    try {
      assertCoversOnce(book, BookPlannerTest.plan(book, BookPlannerTest.source()));
    } catch (FailureException e) {
      assertTrue(
          Set.of(FailureCode.NO_TEXT, FailureCode.UNSUPPORTED_LANGUAGE)
              .contains(e.failure().code()));
    }
  }

  @Property(tries = 300)
  void testEveryCharacterIsCoveredOnceWhoeverSaysIt(
      @ForAll("books") ExtractedBook book, @ForAll long seed) throws FailureException {
    BookPlan told;
    try {
      told = BookPlannerTest.plan(book, BookPlannerTest.source());
    } catch (FailureException e) {
      return; // There is nothing to speak.
    }
    BookManifest manifest = told.manifest();
    BookPlan plan =
        BookPlannerTest.plan(
            book,
            BookPlannerTest.source(
                ChapterSelection.ALL,
                new BookManifest(
                    manifest.source(),
                    manifest.textSha256(),
                    manifest.metadata(),
                    manifest.voice(),
                    Map.of("Ada", CastMember.of("fr")),
                    manifest.chapters(),
                    lines(book, new Random(seed)),
                    manifest.skips())));
    assertCoversOnce(book, plan);
  }

  /** Lines that follow each other with gaps, in the blocks of a book. */
  private static List<LineEntry> lines(ExtractedBook book, Random random) {
    List<LineEntry> lines = new ArrayList<>();
    for (int block = 1; block <= book.blocks().size(); block++) {
      String text = book.blocks().get(block - 1).text();
      int at = 0;
      while (at < text.length() && random.nextInt(4) > 0) {
        int points = text.codePointCount(at, text.length());
        int start = text.offsetByCodePoints(at, random.nextInt(Math.min(points, 9)));
        int rest = text.codePointCount(start, text.length());
        int end = text.offsetByCodePoints(start, random.nextInt(Math.min(rest, 20) + 1));
        lines.add(
            new LineEntry(
                block,
                Optional.of(new Span(start, end)),
                random.nextBoolean() ? Optional.of("Ada") : Optional.empty(),
                Optional.empty(),
                ""));
        at = end;
      }
    }
    Collections.shuffle(lines, random);
    return lines;
  }

  private static void assertCoversOnce(ExtractedBook book, BookPlan plan) {
    assertTrue(Ledger.check(plan, Set.of()).complete());
    int[][] covered = new int[book.blocks().size()][];
    for (int block = 0; block < covered.length; block++) {
      covered[block] = new int[book.blocks().get(block).text().length()];
    }
    for (Utterance said : plan.utterances()) {
      int at = 0;
      for (Locator part : said.parts()) {
        int length = part.span().length();
        cover(covered, part, said.text().substring(at, at + length), book);
        at += length;
      }
    }
    for (Skip skip : plan.skips()) {
      cover(covered, skip.locator(), skip.text(), book);
    }
    for (int[] block : covered) {
      for (int count : block) {
        assertEquals(1, count);
      }
    }
  }

  private static void cover(int[][] covered, Locator locator, String text, ExtractedBook book) {
    Span span = locator.span();
    assertTrue(span.length() > 0);
    assertEquals(span.of(book.blocks().get(locator.block() - 1).text()), text);
    for (int i = span.start(); i < span.end(); i++) {
      covered[locator.block() - 1][i]++;
    }
  }

  @Provide
  Arbitrary<ExtractedBook> books() {
    return Combinators.combine(blocks().list().ofMaxSize(8), Arbitraries.integers().between(1, 4))
        .as(PlanCoverageTest::book);
  }

  private static ExtractedBook book(List<Block> blocks, int step) {
    List<OutlineEntry> outline = new ArrayList<>();
    for (int block = step; block <= blocks.size(); block += step) {
      outline.add(new OutlineEntry("At " + block, 1, block));
    }
    return BookPlannerTest.book("en", blocks, outline.toArray(new OutlineEntry[0]));
  }

  private static Arbitrary<Block> blocks() {
    Arbitrary<String> words =
        Arbitraries.of(
            "One",
            " two",
            ". ",
            "Three",
            "! ",
            "* ",
            " ",
            "“",
            "”",
            ", ",
            "1945",
            "é",
            "漢字。",
            "\uD83D\uDE00",
            "\n",
            "Mr. ",
            "$5",
            "—",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ");
    return Combinators.combine(
            words.list().ofMinSize(1).ofMaxSize(25),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, 9))
        .as((pieces, start, length) -> block(String.join("", pieces), start, length));
  }

  private static Block block(String text, int start, int length) {
    int from = Math.min(start, text.length());
    int to = Math.min(from + length, text.length());
    List<ExcludedSpan> exclusions =
        from < to
            ? List.of(new ExcludedSpan(new Span(from, to), SkipReason.ROLE, "noteref"))
            : List.of();
    return new Block("", BlockKind.PARAGRAPH, 0, text, Optional.empty(), exclusions, List.of());
  }
}
