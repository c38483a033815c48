package io.rhapsode.pipeline.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.testing.Plans;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final String TEXT = "0123456789";

  @Test
  void addsUpSpokenSkippedAndFailed() {
    BookPlan plan = plan(List.of(10), List.of(span(0, 4), span(4, 7)), List.of(span(7, 10)));

    Coverage coverage = Ledger.check(plan, Set.of(1));

    assertEquals(new Coverage(10, 4, 3, 3, List.of(), List.of()), coverage);
    assertTrue(coverage.exact());
    assertFalse(coverage.complete());
  }

  @Test
  void aHoleInAnUtteranceNeedsItsOwnRow() {
    Utterance holed =
        new Utterance(
            0,
            1,
            at(0, 10),
            List.of(span(4, 6)),
            "01236789",
            List.of(SpokenWord.plain("digits")),
            List.of(),
            "en",
            "tone",
            Optional.empty(),
            Boundary.SENTENCE,
            0);

    assertEquals(
        new Coverage(10, 8, 2, 0, List.of(), List.of()),
        Ledger.check(planOf(List.of(10), List.of(holed), List.of(span(4, 6))), Set.of()));
    assertEquals(
        List.of(at(4, 6)),
        Ledger.check(planOf(List.of(10), List.of(holed), List.of()), Set.of()).uncovered());
  }

  @Test
  void namesTheGap() {
    BookPlan plan = plan(List.of(10), List.of(span(0, 4)), List.of(span(6, 9)));

    Coverage coverage = Ledger.check(plan, Set.of());

    assertEquals(List.of(at(4, 6), at(9, 10)), coverage.uncovered());
    assertFalse(coverage.exact());
  }

  @Test
  void namesWhatIsCountedTwice() {
    BookPlan plan = plan(List.of(10), List.of(span(0, 6), span(4, 10)), List.of());

    Coverage coverage = Ledger.check(plan, Set.of());

    assertEquals(List.of(at(4, 6)), coverage.doubled());
    assertFalse(coverage.exact());
  }

  @Test
  void namesRowsOfBlocksThatAreNotThere() {
    BookPlan plan = plan(List.of(), List.of(span(0, 4)), List.of());

    assertEquals(List.of(at(0, 4)), Ledger.check(plan, Set.of()).doubled());
  }

  @Test
  void anEmptyBlockNeedsNoRow() {
    assertTrue(Ledger.check(plan(List.of(0), List.of(), List.of()), Set.of()).complete());
  }

  @Property
  void anyPartitionIsExactAndAnyMissingRowIsFound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int rows) {
    Random random = new Random(seed);
    List<Span> spans = partition(random, rows);
    List<Span> spoken = new ArrayList<>();
    List<Span> skipped = new ArrayList<>();
    spans.forEach(span -> (random.nextBoolean() ? spoken : skipped).add(span));

    assertTrue(Ledger.check(plan(List.of(10), spoken, skipped), Set.of()).complete());

    List<Span> torn = new ArrayList<>(spoken.isEmpty() ? skipped : spoken);
    Span lost = torn.remove(random.nextInt(torn.size()));
    BookPlan missing =
        spoken.isEmpty() ? plan(List.of(10), spoken, torn) : plan(List.of(10), torn, skipped);
    assertEquals(
        lost.length(),
        Ledger.check(missing, Set.of()).uncovered().stream()
            .mapToInt(row -> row.span().length())
            .sum());
  }

  private static List<Span> partition(Random random, int rows) {
    List<Integer> cuts = new ArrayList<>(List.of(0, TEXT.length()));
    random.ints(1, TEXT.length()).distinct().limit(rows - 1).forEach(cuts::add);
    cuts.sort(null);
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i < cuts.size(); i++) {
      spans.add(span(cuts.get(i - 1), cuts.get(i)));
    }
    return spans;
  }

  private static Span span(int start, int end) {
    return new Span(start, end);
  }

  private static Locator at(int start, int end) {
    return new Locator("", 1, span(start, end));
  }

  private static BookPlan plan(List<Integer> blocks, List<Span> spoken, List<Span> skipped) {
    List<Utterance> utterances = new ArrayList<>();
    for (Span span : spoken) {
      utterances.add(
          new Utterance(
              utterances.size(),
              1,
              new Locator("", 1, span),
              span.of(TEXT),
              "digits",
              List.of(),
              "en",
              "tone",
              Boundary.SENTENCE,
              0));
    }
    return planOf(blocks, utterances, skipped);
  }

  private static BookPlan planOf(
      List<Integer> blocks, List<Utterance> utterances, List<Span> skipped) {
    BookPlan like = Plans.ofSentences("book", "Book", "Sentence.");
    return new BookPlan(
        new Script("book", like.source(), utterances),
        like.manifest(),
        like.cover(),
        List.of(new Chapter(1, "One", 1, utterances.size())),
        blocks,
        skipped.stream()
            .map(
                span ->
                    new Skip(new Locator("", 1, span), span.of(TEXT), SkipReason.ROLE, "footnote"))
            .toList(),
        List.of());
  }
}
