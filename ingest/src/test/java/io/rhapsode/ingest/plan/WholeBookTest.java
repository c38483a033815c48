package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.text.SharedData;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.ledger.Ledger;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A novel of 640,000 characters. */
class WholeBookTest {
  @Test
  void testEveryCharacterOfANovelIsAccountedForAndStable() throws FailureException {
    Path file = SharedData.file("data/epub/gutenberg_robinson_crusoe_full.epub");
    ExtractedBook book =
        new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE)
            .read(file, file.toString());

    BookPlan plan = BookPlannerTest.plan(book, BookPlannerTest.source());

    Coverage coverage = Ledger.check(plan, Set.of());
    assertTrue(coverage.complete());
    assertEquals(plan.extractedCharacters(), coverage.spoken() + coverage.skipped());
    assertEquals("CHAPTER I. START IN LIFE", plan.chapters().get(1).title());
    requireStable(book);
  }

  private static void requireStable(ExtractedBook book) {
    TextNormalizer normalizer = new StandardNormalizer();
    for (Block block : book.blocks()) {
      String once = normalizer.normalize(block.text(), "en").spoken();
      assertEquals(once, normalizer.normalize(once, "en").spoken());
    }
  }
}
