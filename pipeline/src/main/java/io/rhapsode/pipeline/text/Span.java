package io.rhapsode.pipeline.text;

/**
 * A stretch of a text in UTF-16 code units, the unit of {@link String#charAt}.
 *
 * @param start first unit, from 0
 * @param end one past the last unit, not before {@code start}
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0) {
      throw new IllegalArgumentException("start is negative: " + start);
    }
    if (end < start) {
      throw new IllegalArgumentException("end " + end + " is before start " + start);
    }
  }

  public int length() {
    return end - start;
  }

  /** The part of {@code text} that this span covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  public Span shifted(int distance) {
    return new Span(start + distance, end + distance);
  }
}
