package io.rhapsode.pipeline.ledger;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Locator;
import java.util.List;

/**
 * The sums of the coverage ledger: every character of extracted text is spoken, skipped with a
 * reason, or failed; anything else is an error in the plan and named here.
 *
 * @param extracted characters of extracted text
 * @param spoken characters of utterances that have a take
 * @param skipped characters of skip rows
 * @param failed characters of utterances without a take
 * @param uncovered characters that belong to no utterance and no skip row
 * @param doubled characters that belong to more than one
 */
public record Coverage(
    long extracted,
    long spoken,
    long skipped,
    long failed,
    List<Locator> uncovered,
    List<Locator> doubled) {
  public Coverage {
    requireNonNull(uncovered, "uncovered is null");
    uncovered = List.copyOf(uncovered);
    doubled = List.copyOf(doubled);
  }

  /** Whether every character is accounted for exactly once. */
  public boolean exact() {
    return uncovered.isEmpty() && doubled.isEmpty() && spoken + skipped + failed == extracted;
  }

  /** Whether the ledger is exact and nothing failed. */
  public boolean complete() {
    return exact() && failed == 0;
  }
}
