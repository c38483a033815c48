package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.pdf.page.Line;
import io.rhapsode.ingest.document.pdf.page.RaisedMarks;
import io.rhapsode.ingest.document.typography.ChapterTitle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Joins lines to paragraphs by their distances, indents, lengths and fonts. */
final class Paragraphs {
  private static final double WIDER_THAN_LEADING = 1.35;
  private static final double SAME_SIZE = 0.08;
  private static final double INDENT = 0.8;
  private static final double SHORT = 0.85;
  private static final double VERY_SHORT = 0.55;

  private static final Pattern SENTENCE_END =
      Pattern.compile(".*[.!?…:。！？][\"”’»)\\]]*(?:\\d{1,3})?$");
  private static final Pattern LIST_ITEM =
      Pattern.compile("^(?:[•·◦▪‣*–—-]|\\(?\\d{1,3}[.)]|\\(?[a-zA-Z][.)])\\s.*");

  private static final double LARGE = 1.12;
  private static final double HEADING_LEADING = 1.7;
  private static final Pattern LEADERS = Pattern.compile("(?:[.·_]\\s?){4}\\s*\\S{1,6}$");

  /** As much of a line as holds the end of its leaders and the number behind them. */
  private static final int TAIL = 40;

  private final double bodySize;
  private final List<Paragraph> paragraphs = new ArrayList<>();

  /**
   * @param bodySize font size of running text
   */
  Paragraphs(double bodySize) {
    this.bodySize = bodySize;
  }

  /** Whether lines may still be added to the last paragraph. */
  private boolean open;

  /** Adds the regions of a page in reading order. */
  void addPage(int page, List<List<Line>> regions) {
    for (List<Line> region : regions) {
      double left = region.stream().mapToDouble(Line::left).min().orElse(0);
      double right = region.stream().mapToDouble(Line::right).max().orElse(0);
      double leading = leading(region);
      for (int index = 0; index < region.size(); index++) {
        Line line = region.get(index);
        boolean begins =
            index == 0
                ? !continues(line, left)
                : begins(region.get(index - 1), line, left, right, leading);
        if (begins || !open) {
          paragraphs.add(new Paragraph(page, line));
          open = true;
        } else {
          paragraphs.get(paragraphs.size() - 1).add(line);
        }
      }
    }
  }

  List<Paragraph> paragraphs() {
    return List.copyOf(paragraphs);
  }

  /** Whether the first line of a column or page goes on with the paragraph before it. */
  private boolean continues(Line line, double left) {
    if (!open) {
      return false;
    }
    Paragraph before = paragraphs.get(paragraphs.size() - 1);
    String text = before.last().text();
    boolean sameFont = sameSize(before.last(), line) && before.last().bold() == line.bold();
    if (!sameFont || endsSentence(text)) {
      return false;
    }
    boolean small = Character.isLowerCase(line.text().codePointAt(0));
    boolean indented = line.left() - left > INDENT * line.fontSize();
    return small || before.size() > 1 && !indented && !isListItem(line);
  }

  private boolean begins(Line before, Line line, double left, double right, double leading) {
    double distance = line.y() - before.y();
    if (before.hasGaps() || line.hasGaps() || hasLeaders(before.text())) {
      return true;
    }
    if (goesOnAsHeading(before, line, distance)) {
      return false;
    }
    if (distance > WIDER_THAN_LEADING * leading
        || !sameSize(before, line)
        || before.bold() != line.bold()
        || isListItem(line)) {
      return true;
    }
    Paragraph paragraph = paragraphs.get(paragraphs.size() - 1);
    boolean listed = isListItem(paragraph.first());
    double indent = line.left() - before.left();
    if (!listed && indent > INDENT * line.fontSize() && !hangs(paragraph)) {
      return !centred(before, line, left, right);
    }
    double width = Math.max(1, right - left);
    boolean shortLine = before.right() - left < SHORT * width;
    boolean veryShort = before.right() - left < VERY_SHORT * width;
    boolean small = Character.isLowerCase(line.text().codePointAt(0));
    return shortLine && endsSentence(before.text())
        || veryShort && !small && !centred(before, line, left, right);
  }

  /** Whether a title of several lines, set large, goes on. */
  private boolean goesOnAsHeading(Line before, Line line, double distance) {
    return line.fontSize() > LARGE * bodySize
        && sameSize(before, line)
        && before.bold() == line.bold()
        && distance < HEADING_LEADING * line.fontSize()
        && ChapterTitle.of(before.text()).isEmpty()
        && !endsSentence(before.text());
  }

  /** Whether the lines after the first one stand further in. */
  private static boolean hangs(Paragraph paragraph) {
    return paragraph.size() > 1 && paragraph.last().left() > paragraph.first().left() + 1;
  }

  private static boolean centred(Line before, Line line, double left, double right) {
    double middle = (left + right) / 2;
    double tolerance = line.fontSize();
    return Math.abs((before.left() + before.right()) / 2 - middle) < tolerance
        && Math.abs((line.left() + line.right()) / 2 - middle) < tolerance
        && before.left() - left > tolerance;
  }

  private static boolean isListItem(Line line) {
    return LIST_ITEM.matcher(RaisedMarks.strip(line.text())).matches();
  }

  static boolean endsSentence(String line) {
    return SENTENCE_END.matcher(RaisedMarks.strip(line)).matches();
  }

  static boolean sameSize(Line one, Line other) {
    return Math.abs(one.fontSize() - other.fontSize())
        <= SAME_SIZE * Math.max(one.fontSize(), other.fontSize());
  }

  /** The most frequent distance of neighbouring lines, in points. */
  private static double leading(List<Line> lines) {
    Map<Double, Integer> distances = new HashMap<>();
    double smallest = Double.MAX_VALUE;
    for (int index = 1; index < lines.size(); index++) {
      double distance = lines.get(index).y() - lines.get(index - 1).y();
      smallest = Math.min(smallest, distance);
      if (distance < 3 * lines.get(index).fontSize()) {
        distances.merge((double) Math.round(distance), 1, Integer::sum);
      }
    }
    double frequent = Line.mostFrequent(distances);
    boolean telling = distances.getOrDefault(frequent, 0) > 1;
    double own = lines.isEmpty() ? 0 : lines.get(0).fontSize() * 1.5;
    return telling ? frequent : Math.max(own, Math.min(smallest, own));
  }

  private static boolean hasLeaders(String line) {
    return LEADERS.matcher(line).region(Math.max(0, line.length() - TAIL), line.length()).find();
  }
}
