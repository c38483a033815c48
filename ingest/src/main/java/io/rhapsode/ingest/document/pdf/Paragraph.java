package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.typography.Hyphens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Visual lines that make one paragraph, possibly over a column or page break. */
final class Paragraph {
  private final int page;
  private final List<Line> lines = new ArrayList<>();

  Paragraph(int page, Line first) {
    this.page = page;
    lines.add(first);
  }

  void add(Line line) {
    lines.add(line);
  }

  /** Number of the page it begins on, from 1. */
  int page() {
    return page;
  }

  Line first() {
    return lines.get(0);
  }

  Line last() {
    return lines.get(lines.size() - 1);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  int size() {
    return lines.size();
  }

  /** Whether it is one line that wide gaps divide. */
  boolean isRow() {
    return lines.size() == 1 && first().hasGaps();
  }

  double fontSize() {
    return first().fontSize();
  }

  boolean bold() {
    return lines.stream().allMatch(Line::bold);
  }

  int length() {
    return lines.stream().mapToInt(line -> line.text().length()).sum();
  }

  /**
   * The lines as running text. A hyphen at a line end goes when it divides a word.
   *
   * @param words the words of the document that no line end divides, in lower case
   */
  String text(Set<String> words) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String next = line.text();
      if (text.isEmpty()) {
        text.append(next);
      } else if (text.toString().matches("(?s).*\\d[-–]") && next.matches("\\d.*")) {
        text.append(next);
      } else if (!Hyphens.endsDivided(text, next)) {
        text.append(' ').append(next);
      } else {
        if (!Hyphens.belongs(text, next, words)) {
          text.setLength(text.length() - 1);
        }
        text.append(next);
      }
    }
    return text.toString();
  }
}
