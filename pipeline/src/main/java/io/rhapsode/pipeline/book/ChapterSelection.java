package io.rhapsode.pipeline.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chapters asked for by number, as in "2-4,7"; an empty selection means all.
 *
 * @param ranges inclusive ranges of chapter numbers, from 1
 */
public record ChapterSelection(List<Range> ranges) {
  /** All chapters. */
  public static final ChapterSelection ALL = new ChapterSelection(List.of());

  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{0,6}))?");

  /** Chapters {@code first} to {@code last}, both included. */
  public record Range(int first, int last) {
    public Range {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(
            "chapter range %d-%d is not ascending from 1".formatted(first, last));
      }
    }
  }

  public ChapterSelection {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads "2-4,7,9-": single numbers, ranges, and an open range to the end.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  public static ChapterSelection parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + part.strip() + "' is not a chapter or a range; write for example 2-4,7");
      }
      int first = Integer.parseInt(matcher.group(1));
      String last = matcher.group(2);
      int end = last == null ? first : last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
      ranges.add(new Range(first, end));
    }
    return new ChapterSelection(ranges);
  }

  public boolean includes(int chapter) {
    return ranges.isEmpty()
        || ranges.stream().anyMatch(range -> range.first() <= chapter && chapter <= range.last());
  }
}
