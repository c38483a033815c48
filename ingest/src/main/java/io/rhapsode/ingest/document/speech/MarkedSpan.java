package io.rhapsode.ingest.document.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;
import java.util.List;

/** A stretch of a block and what its source says of it. */
public record MarkedSpan<T>(Span characters, T value) {
  public MarkedSpan {
    requireNonNull(characters, "characters is null");
    requireNonNull(value, "value is null");
  }

  /**
   * Those that have a character of a stretch.
   *
   * @param spans in order, without overlap
   */
  public static <T> List<MarkedSpan<T>> within(List<MarkedSpan<T>> spans, Span stretch) {
    int from = firstEndingBehind(spans, stretch.start());
    int to = from;
    while (to < spans.size() && spans.get(to).characters().start() < stretch.end()) {
      to++;
    }
    return spans.subList(from, to);
  }

  private static <T> int firstEndingBehind(List<MarkedSpan<T>> spans, int place) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).characters().end() <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
