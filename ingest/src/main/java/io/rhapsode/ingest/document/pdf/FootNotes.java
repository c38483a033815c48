package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.pdf.page.RaisedMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the notes at the foot of pages: the last lines of a column, set smaller than the text, of
 * which the first begins with a mark that stands in the text above. A note that does not end goes
 * on at the foot of the next page.
 */
final class FootNotes {
  private static final double SMALLER = 0.94;
  private static final Pattern MARK =
      Pattern.compile("^[(\\[]?(\\d{1,3}|[*∗†‡§¶]{1,3})[)\\].]{0,2}\\s*\\S.*");

  private final double bodySize;
  private boolean open;

  FootNotes(double bodySize) {
    this.bodySize = bodySize;
  }

  /**
   * A page without its notes.
   *
   * @param notes the regions of notes
   * @param marks the marks of the notes that begin here
   */
  record Parted(List<List<Line>> regions, List<List<Line>> notes, Set<String> marks) {}

  /** Takes the notes out of the regions of the next page. */
  Parted part(List<List<Line>> regions) {
    Set<String> raised = new TreeSet<>();
    for (List<Line> region : regions) {
      region.forEach(line -> raised.addAll(marksIn(line)));
    }
    List<List<Line>> rest = new ArrayList<>();
    List<List<Line>> notes = new ArrayList<>();
    Set<String> marks = new TreeSet<>();
    boolean text = false;
    for (int index = 0; index < regions.size(); index++) {
      List<Line> region = regions.get(index);
      int small = smallFrom(region);
      text |= small > 0;
      int first = text ? firstNote(region, small, raised) : region.size();
      rest.add(region.subList(0, first));
      if (first < region.size()) {
        notes.add(region.subList(first, region.size()));
        region.subList(first, region.size()).forEach(line -> mark(line, raised, marks));
      }
    }
    open = !notes.isEmpty() && !endsSentence(notes.get(notes.size() - 1));
    return new Parted(rest.stream().filter(region -> !region.isEmpty()).toList(), notes, marks);
  }

  /** Where the small lines at the end of a region begin. */
  private int smallFrom(List<Line> region) {
    int from = region.size();
    while (from > 0 && region.get(from - 1).fontSize() <= SMALLER * bodySize) {
      from--;
    }
    return from;
  }

  private int firstNote(List<Line> region, int small, Set<String> raised) {
    for (int index = small; index < region.size(); index++) {
      Set<String> found = new TreeSet<>();
      mark(region.get(index), raised, found);
      if (!found.isEmpty()) {
        return open ? small : index;
      }
    }
    return open ? small : region.size();
  }

  /** Adds the mark that a line begins with, if it is one of the raised ones. */
  private static void mark(Line line, Set<String> raised, Set<String> marks) {
    Matcher matcher = MARK.matcher(RaisedMarks.strip(line.text()));
    if (matcher.matches()) {
      String mark = RaisedMarks.core(matcher.group(1));
      if (raised.contains(mark)) {
        marks.add(mark);
      }
    }
  }

  private List<String> marksIn(Line line) {
    return line.fontSize() > SMALLER * bodySize ? RaisedMarks.of(line.text()) : List.of();
  }

  private static boolean endsSentence(List<Line> lines) {
    return Paragraphs.endsSentence(lines.get(lines.size() - 1).text());
  }
}
