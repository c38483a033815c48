package io.rhapsode.ingest.document.pdf.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Orders the lines of a page as they are read: column by column between the lines that cross the
 * gutter. A gutter is a place that lines of prose fill up to on both sides.
 */
public final class Columns {
  private static final int MOST_CUTS = 3;
  private static final int FEWEST_LINES = 3;
  private static final double LEAST_FILL = 0.55;
  private static final double MOST_CROSSING = 0.4;

  private Columns() {}

  /** Regions in reading order; the lines of a region follow from the top. */
  public static List<List<Line>> regions(List<Line> stretches) {
    List<List<Line>> regions = new ArrayList<>();
    split(stretches, MOST_CUTS, regions);
    return regions;
  }

  private static void split(List<Line> stretches, int cuts, List<List<Line>> regions) {
    if (stretches.isEmpty()) {
      return;
    }
    OptionalDouble gutter = cuts == 0 ? OptionalDouble.empty() : gutter(stretches);
    if (gutter.isEmpty()) {
      regions.add(lines(stretches));
      return;
    }
    double x = gutter.getAsDouble();
    List<Line> crossing = new ArrayList<>();
    List<Line> left = new ArrayList<>();
    List<Line> right = new ArrayList<>();
    for (Line line : stretches) {
      boolean crosses = line.left() < x && line.right() > x;
      if (crosses) {
        split(left, cuts - 1, regions);
        split(right, cuts - 1, regions);
        left.clear();
        right.clear();
        crossing.add(line);
        continue;
      }
      if (!crossing.isEmpty()) {
        regions.add(lines(crossing));
        crossing.clear();
      }
      (line.right() <= x ? left : right).add(line);
    }
    split(left, cuts - 1, regions);
    split(right, cuts - 1, regions);
    if (!crossing.isEmpty()) {
      regions.add(lines(crossing));
    }
  }

  /** Whole lines out of their stretches. */
  public static List<Line> lines(List<Line> stretches) {
    List<List<Line>> rows = new ArrayList<>();
    for (Line stretch : stretches) {
      int last = rows.size() - 1;
      if (last >= 0 && rows.get(last).stream().allMatch(stretch::continuesRowOf)) {
        rows.get(last).add(stretch);
      } else {
        rows.add(new ArrayList<>(List.of(stretch)));
      }
    }
    return rows.stream().map(Line::joined).sorted(Comparator.comparingDouble(Line::y)).toList();
  }

  private static OptionalDouble gutter(List<Line> stretches) {
    double left = stretches.stream().mapToDouble(Line::left).min().orElse(0);
    double right = stretches.stream().mapToDouble(Line::right).max().orElse(0);
    double best = 0;
    OptionalDouble gutter = OptionalDouble.empty();
    for (Line candidate : stretches) {
      double x = candidate.left() - 1;
      if (x > left + 0.15 * (right - left) && x < left + 0.85 * (right - left)) {
        double quality = quality(stretches, x, left, right);
        if (quality > best) {
          best = quality;
          gutter = OptionalDouble.of(x);
        }
      }
    }
    return gutter;
  }

  /** The characters on the emptier side less those that cross, or 0 for what is no gutter. */
  private static double quality(List<Line> stretches, double x, double left, double right) {
    List<Line> before = stretches.stream().filter(line -> line.right() <= x).toList();
    List<Line> after = stretches.stream().filter(line -> line.left() >= x).toList();
    if (before.size() < FEWEST_LINES || after.size() < FEWEST_LINES) {
      return 0;
    }
    double edge = before.stream().mapToDouble(Line::right).max().orElse(x);
    double all = characters(stretches);
    double crossing = all - characters(before) - characters(after);
    boolean prose = fill(before, edge - left) >= LEAST_FILL && fill(after, right - x) >= LEAST_FILL;
    if (!prose || !sideBySide(before, after) || crossing > MOST_CROSSING * all) {
      return 0;
    }
    return Math.min(characters(before), characters(after)) - crossing / 2 + (x - edge) / 1000;
  }

  /** How much of the width the middle one of the rows fills. */
  private static double fill(List<Line> stretches, double width) {
    List<Double> widths = new ArrayList<>();
    Line first = null;
    double left = 0;
    double right = 0;
    for (Line stretch : stretches) {
      if (first != null && stretch.besides(first)) {
        left = Math.min(left, stretch.left());
        right = Math.max(right, stretch.right());
        continue;
      }
      if (first != null) {
        widths.add(right - left);
      }
      first = stretch;
      left = stretch.left();
      right = stretch.right();
    }
    widths.add(right - left);
    return widths.stream().sorted().toList().get(widths.size() / 2) / Math.max(1, width);
  }

  private static boolean sideBySide(List<Line> before, List<Line> after) {
    double top = Math.max(before.get(0).y(), after.get(0).y());
    double bottom = Math.min(before.get(before.size() - 1).y(), after.get(after.size() - 1).y());
    long shared = after.stream().filter(line -> line.y() >= top && line.y() <= bottom).count();
    return shared >= FEWEST_LINES - 1;
  }

  private static double characters(List<Line> lines) {
    return lines.stream().mapToDouble(line -> line.text().length()).sum();
  }
}
