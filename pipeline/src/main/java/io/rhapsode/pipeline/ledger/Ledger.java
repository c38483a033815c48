package io.rhapsode.pipeline.ledger;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Checks that a plan accounts for every character of its document exactly once. */
public final class Ledger {
  private final List<Utterance> utterances;
  private final List<Skip> skips;
  private final List<Integer> blockLengths;
  private final List<Locator> uncovered = new ArrayList<>();
  private final List<Locator> doubled = new ArrayList<>();

  private Ledger(List<Utterance> utterances, List<Skip> skips, List<Integer> blockLengths) {
    this.utterances = utterances;
    this.skips = skips;
    this.blockLengths = blockLengths;
  }

  /**
   * Adds up a plan.
   *
   * @param failedOrdinals the utterances that have no take
   */
  public static Coverage check(BookPlan plan, Set<Integer> failedOrdinals) {
    return new Ledger(plan.utterances(), plan.skips(), plan.blockLengths()).add(failedOrdinals);
  }

  /**
   * Adds up the plan of a dub, whose blocks are the passages of its subtitles.
   *
   * @param failedOrdinals the utterances that have no take
   */
  public static Coverage check(DubPlan plan, Set<Integer> failedOrdinals) {
    return new Ledger(plan.script().utterances(), plan.skips(), plan.blockLengths())
        .add(failedOrdinals);
  }

  private Coverage add(Set<Integer> failedOrdinals) {
    List<Locator> rows = new ArrayList<>();
    long spoken = 0;
    long failed = 0;
    for (Utterance utterance : utterances) {
      rows.addAll(utterance.parts());
      if (failedOrdinals.contains(utterance.ordinal())) {
        failed += utterance.text().length();
      } else {
        spoken += utterance.text().length();
      }
    }
    long skipped = 0;
    for (Skip skip : skips) {
      rows.add(skip.locator());
      skipped += skip.text().length();
    }
    compare(rows);
    long extracted = blockLengths.stream().mapToLong(Integer::longValue).sum();
    return new Coverage(extracted, spoken, skipped, failed, uncovered, doubled);
  }

  private void compare(List<Locator> rows) {
    rows.sort(
        Comparator.comparingInt(Locator::block)
            .thenComparingInt(row -> row.span().start())
            .thenComparingInt(row -> row.span().end()));
    int next = 0;
    for (int block = 1; block <= blockLengths.size(); block++) {
      int covered = 0;
      while (next < rows.size() && rows.get(next).block() == block) {
        covered = compare(rows.get(next), covered);
        next++;
      }
      int length = blockLengths.get(block - 1);
      if (covered < length) {
        uncovered.add(new Locator("", block, new Span(covered, length)));
      } else if (covered > length) {
        doubled.add(new Locator("", block, new Span(length, covered)));
      }
    }
    rows.subList(next, rows.size()).forEach(doubled::add);
  }

  /** Compares a row with what is covered of its block, and returns what is covered with it. */
  private int compare(Locator row, int covered) {
    Span span = row.span();
    if (span.start() > covered) {
      uncovered.add(new Locator(row.part(), row.block(), new Span(covered, span.start())));
    } else if (span.start() < covered && span.length() > 0) {
      doubled.add(
          new Locator(
              row.part(), row.block(), new Span(span.start(), Math.min(covered, span.end()))));
    }
    return Math.max(covered, span.end());
  }
}
