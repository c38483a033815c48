package io.rhapsode.ingest.document.pdf.page;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A visual line, or the stretch of one that no wide gap interrupts. Lengths are in points.
 *
 * @param text in reading order; marks that may be those of notes are enclosed, see {@link
 *     RaisedMarks}
 * @param y of the baseline, from the top of the page
 * @param fontSize of most of its characters
 * @param bold whether most of its characters are bold
 */
public record Line(
    List<Glyph> glyphs,
    String text,
    double left,
    double right,
    double y,
    double height,
    double fontSize,
    boolean bold) {
  /** A gap wider than this many font sizes stands between columns. */
  private static final double GAP = 1.5;

  /** A line of glyphs that stand beside one another. */
  public static Line of(List<Glyph> glyphs) {
    List<Glyph> ordered = new ArrayList<>(glyphs);
    ordered.sort(Comparator.comparingDouble(Glyph::x));
    Map<Double, Integer> sizes = new HashMap<>();
    Map<Double, Integer> baselines = new HashMap<>();
    int bold = 0;
    double right = 0;
    double height = 0;
    for (Glyph glyph : ordered) {
      if (glyph.isSpace()) {
        continue;
      }
      sizes.merge(Math.round(glyph.fontSize() * 2) / 2.0, glyph.text().length(), Integer::sum);
      baselines.merge(glyph.y(), glyph.text().length(), Integer::sum);
      bold += glyph.bold() ? 1 : 0;
      right = Math.max(right, glyph.right());
      height = Math.max(height, glyph.height());
    }
    return new Line(
        List.copyOf(ordered),
        text(ordered, mostFrequent(baselines), mostFrequent(sizes)),
        ordered.get(0).x(),
        right,
        mostFrequent(baselines),
        height,
        fontSize(sizes, ordered),
        bold * 2 > ordered.size());
  }

  /**
   * That of most characters; of small capitals, which are capitals set small, that of the large.
   */
  private static double fontSize(Map<Double, Integer> sizes, List<Glyph> glyphs) {
    double frequent = mostFrequent(sizes);
    boolean capitals =
        glyphs.stream()
            .filter(glyph -> Math.abs(glyph.fontSize() - frequent) < 0.5)
            .noneMatch(glyph -> Character.isLowerCase(glyph.text().codePointAt(0)));
    double larger =
        sizes.keySet().stream()
            .filter(size -> size > frequent * 1.1 && size < frequent * 1.6)
            .max(Double::compare)
            .orElse(frequent);
    return capitals ? larger : frequent;
  }

  /** One line of all the given ones, which stand beside one another. */
  static Line joined(List<Line> lines) {
    return lines.size() == 1
        ? lines.get(0)
        : of(lines.stream().flatMap(line -> line.glyphs().stream()).toList());
  }

  double width() {
    return right - left;
  }

  /** Whether wide gaps divide it, as they do the row of a table. */
  public boolean hasGaps() {
    double end = Double.NaN;
    for (Glyph glyph : glyphs) {
      if (!glyph.isSpace()) {
        if (glyph.x() - end > GAP * fontSize) {
          return true;
        }
        end = Double.isNaN(end) ? glyph.right() : Math.max(end, glyph.right());
      }
    }
    return false;
  }

  /** The stretches that wide gaps divide it into. */
  public List<Line> cells() {
    List<Line> cells = new ArrayList<>();
    List<Glyph> cell = new ArrayList<>();
    double end = Double.NaN;
    for (Glyph glyph : glyphs) {
      if (!glyph.isSpace()) {
        if (glyph.x() - end > GAP * fontSize) {
          cells.add(of(cell));
          cell = new ArrayList<>();
        }
        end = Double.isNaN(end) ? glyph.right() : Math.max(end, glyph.right());
      }
      if (!glyph.isSpace() || !cell.isEmpty()) {
        cell.add(glyph);
      }
    }
    cells.add(of(cell));
    return cells;
  }

  public boolean besides(Line other) {
    double overlap = Math.min(y, other.y) - Math.max(y - height, other.y - other.height);
    return overlap > Math.min(height, other.height) / 2;
  }

  /** Whether both stand on one line without one being printed over the other. */
  boolean continuesRowOf(Line other) {
    double shared = Math.min(right, other.right) - Math.max(left, other.left);
    return besides(other) && shared < fontSize / 2;
  }

  /** The most frequent value; of equally frequent ones the largest. */
  public static double mostFrequent(Map<Double, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Double, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0.0);
  }

  private static String text(List<Glyph> glyphs, double baseline, double fontSize) {
    StringBuilder text = new StringBuilder();
    StringBuilder raised = new StringBuilder();
    double end = Double.NaN;
    double size = glyphs.get(0).fontSize();
    boolean spaced = glyphs.stream().anyMatch(Glyph::isSpace);
    for (Glyph glyph : glyphs) {
      if (glyph.isSpace()) {
        flush(raised, text);
        text.append(' ');
        continue;
      }
      boolean sameSize = Math.abs(size - glyph.fontSize()) < 0.5;
      if (glyph.x() - end > (spaced && sameSize ? glyph.fontSize() / 2 : spaceFrom(glyph))) {
        flush(raised, text);
        text.append(' ');
      }
      if (glyph.isRaised(baseline, fontSize)) {
        raised.append(glyph.text());
      } else {
        flush(raised, text);
        text.append(glyph.text());
      }
      end = Double.isNaN(end) ? glyph.right() : Math.max(end, glyph.right());
      size = glyph.fontSize();
    }
    flush(raised, text);
    return logical(text.toString().replaceAll("\\s+", " ").strip());
  }

  private static void flush(StringBuilder raised, StringBuilder text) {
    if (!raised.isEmpty()) {
      text.append(RaisedMarks.enclose(raised.toString()));
      raised.setLength(0);
    }
  }

  /** From which gap on two glyphs belong to different words when no space is printed. */
  private static double spaceFrom(Glyph glyph) {
    double space = glyph.spaceWidth() > 0 ? glyph.spaceWidth() * 0.5 : glyph.fontSize() * 0.15;
    double character = glyph.width() / Math.max(1, glyph.text().length());
    return Math.max(0.4, Math.min(space, Math.max(character * 0.5, glyph.fontSize() * 0.12)));
  }

  /** Text of right-to-left scripts stands in the order of its places; this is the reading order. */
  private static String logical(String visual) {
    if (!Bidi.requiresBidi(visual.toCharArray(), 0, visual.length())) {
      return visual;
    }
    Bidi bidi = new Bidi(visual, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int runs = bidi.getRunCount();
    byte[] levels = new byte[runs];
    Integer[] order = new Integer[runs];
    for (int run = 0; run < runs; run++) {
      levels[run] = (byte) bidi.getRunLevel(run);
      order[run] = run;
    }
    Bidi.reorderVisually(levels, 0, order, 0, runs);
    StringBuilder text = new StringBuilder();
    for (int run : order) {
      String part = visual.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
      text.append((bidi.getRunLevel(run) & 1) == 0 ? part : new StringBuilder(part).reverse());
    }
    return text.toString();
  }
}
