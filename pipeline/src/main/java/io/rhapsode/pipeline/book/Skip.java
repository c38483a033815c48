package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Locator;

/**
 * A row of the coverage ledger for text that is not spoken.
 *
 * @param locator the characters
 * @param text those characters, unchanged
 * @param detail what the reason does not say, such as the role; possibly empty
 */
public record Skip(Locator locator, String text, SkipReason reason, String detail) {
  public Skip {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    if (locator.span().length() != text.length()) {
      throw new IllegalArgumentException(
          "text has %d characters but its locator %d"
              .formatted(text.length(), locator.span().length()));
    }
  }
}
