package io.rhapsode.mux.tag;

import static java.util.Objects.requireNonNull;

/**
 * A chapter of a file.
 *
 * @param title never blank
 * @param startMillis start in the file, in milliseconds
 * @param endMillis end, which is the start of the next, in milliseconds
 */
public record ChapterTime(String title, long startMillis, long endMillis) {
  public ChapterTime {
    requireNonNull(title, "title is null");
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of a chapter is blank");
    }
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "%d to %d ms of '%s' is not an ascending range from 0"
              .formatted(startMillis, endMillis, title));
    }
  }

  public long millis() {
    return endMillis - startMillis;
  }
}
