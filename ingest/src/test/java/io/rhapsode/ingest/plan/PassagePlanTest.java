package io.rhapsode.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tables and numbered lists are spoken. */
class PassagePlanTest {
  private static Block block(BlockKind kind, String text) {
    return new Block("", kind, 0, text, Optional.empty(), List.of(), List.of());
  }

  @Test
  void theCellsOfARowFollowEachOtherFasterThanRows() throws Exception {
    BookPlan plan =
        BookPlannerTest.plan(
            BookPlannerTest.book(
                "en",
                List.of(
                    block(BlockKind.TABLE_ROW, "Ann"),
                    block(BlockKind.TABLE_CELL, "twelve"),
                    block(BlockKind.TABLE_ROW, "Bob"),
                    block(BlockKind.TABLE_CELL, "nine"),
                    block(BlockKind.PARAGRAPH, "End."))),
            BookPlannerTest.source());
    assertEquals(
        List.of(400, 700, 400, 700, 2000),
        plan.utterances().stream().map(Utterance::pauseMillis).toList());
  }

  @Test
  void aLabelIsSpokenBeforeTheFirstSentenceAndIsNoText() throws Exception {
    Block item = block(BlockKind.LIST_ITEM, "Cut it. Eat it.").labelled("12");
    BookPlan plan =
        BookPlannerTest.plan(BookPlannerTest.book("en", List.of(item)), BookPlannerTest.source());
    Utterance first = plan.utterances().get(0);
    assertEquals("twelve: Cut it.", first.spoken());
    assertEquals("Cut it. ", first.text());
    assertEquals(
        List.of(
            new SpokenToken(new Span(0, 7), new Span(0, 0)),
            new SpokenToken(new Span(8, 11), new Span(0, 3)),
            new SpokenToken(new Span(12, 15), new Span(4, 7))),
        first.tokens());
    assertEquals("Eat it.", plan.utterances().get(1).spoken());
    assertTrue(Ledger.check(plan, Set.of()).complete());
  }
}
