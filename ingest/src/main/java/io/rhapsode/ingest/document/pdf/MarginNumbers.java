package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.pdf.page.PageText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the numbers of lines in the margin: figures one below the other that go up evenly. */
final class MarginNumbers {
  private static final int FEWEST = 4;
  private static final double ALIGNED = 3;

  private MarginNumbers() {}

  /** The page with the numbers of its lines among what is turned. */
  static PageText.Page apart(PageText.Page page) {
    Map<Long, List<Line>> columns = new HashMap<>();
    double left = Double.MAX_VALUE;
    double right = 0;
    for (Line line : page.stretches()) {
      if (line.text().matches("\\d{1,4}")) {
        columns
            .computeIfAbsent(Math.round(line.right() / ALIGNED), edge -> new ArrayList<>())
            .add(line);
      } else {
        left = Math.min(left, line.left());
        right = Math.max(right, line.right());
      }
    }
    Set<Line> numbers = new HashSet<>();
    for (List<Line> column : columns.values()) {
      double start = left;
      double end = right;
      boolean outside =
          column.stream().allMatch(line -> line.right() <= start)
              || column.stream().allMatch(line -> line.left() >= end);
      if (outside && goesUpEvenly(column)) {
        numbers.addAll(column);
      }
    }
    if (numbers.isEmpty()) {
      return page;
    }
    List<String> apart = new ArrayList<>(page.turned());
    page.stretches().stream().filter(numbers::contains).map(Line::text).forEach(apart::add);
    return new PageText.Page(
        page.number(),
        page.height(),
        page.stretches().stream().filter(line -> !numbers.contains(line)).toList(),
        apart,
        page.hidden());
  }

  private static boolean goesUpEvenly(List<Line> column) {
    if (column.size() < FEWEST) {
      return false;
    }
    int step = Integer.parseInt(column.get(1).text()) - Integer.parseInt(column.get(0).text());
    for (int index = 1; index < column.size(); index++) {
      int before = Integer.parseInt(column.get(index - 1).text());
      if (step <= 0 || Integer.parseInt(column.get(index).text()) - before != step) {
        return false;
      }
    }
    return true;
  }
}
