package io.rhapsode.ingest.document.pdf;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Takes the glyphs of every page out of a document and sets them in lines. */
final class PageText extends PDFTextStripper {
  /** A gap wider than this many font sizes ends a stretch of a line. */
  private static final double WIDE_GAP = 0.65;

  private final List<Page> pages = new ArrayList<>();

  /**
   * A page.
   *
   * @param number from 1
   * @param height in points
   * @param stretches the stretches of its lines, from the top
   * @param turned text that runs in another direction than most of the page
   */
  record Page(int number, double height, List<Line> stretches, List<String> turned) {}

  private PageText() {
    setSuppressDuplicateOverlappingText(true);
  }

  static List<Page> of(PDDocument document) throws IOException {
    PageText text = new PageText();
    text.writeText(document, Writer.nullWriter());
    return List.copyOf(text.pages);
  }

  @Override
  protected void writePage() {
    List<TextPosition> positions = charactersByArticle.stream().flatMap(List::stream).toList();
    Map<Double, Integer> directions = new HashMap<>();
    positions.forEach(position -> directions.merge((double) position.getDir(), 1, Integer::sum));
    double direction = Line.mostFrequent(directions);
    List<Glyph> glyphs = new ArrayList<>();
    StringBuilder turned = new StringBuilder();
    for (TextPosition position : positions) {
      if (position.getDir() == direction) {
        glyphs.add(glyph(position));
      } else {
        turned.append(position.getUnicode());
      }
    }
    double height =
        direction % 180 == 0
            ? getCurrentPage().getCropBox().getHeight()
            : getCurrentPage().getCropBox().getWidth();
    pages.add(
        new Page(
            getCurrentPageNo(),
            height,
            stretches(glyphs),
            turned.toString().isBlank() ? List.of() : List.of(turned.toString().strip())));
  }

  private static Glyph glyph(TextPosition position) {
    String font =
        position.getFont() == null || position.getFont().getName() == null
            ? ""
            : position.getFont().getName().toLowerCase(Locale.ROOT);
    double size = position.getFontSizeInPt() > 0 ? position.getFontSizeInPt() : 1;
    return new Glyph(
        position.getUnicode(),
        position.getXDirAdj(),
        position.getYDirAdj(),
        position.getWidthDirAdj(),
        position.getHeightDir() > 0 ? position.getHeightDir() : size / 2,
        size,
        position.getWidthOfSpace(),
        font.contains("bold") || font.contains("black") || font.contains("heavy"));
  }

  /** Rows of glyphs that stand beside one another, cut at wide gaps. */
  private static List<Line> stretches(List<Glyph> glyphs) {
    List<List<Glyph>> rows = new ArrayList<>();
    List<Glyph> latest = List.of();
    for (Glyph glyph : glyphs) {
      if (!fits(latest, glyph)) {
        latest = row(rows, glyph);
      }
      latest.add(glyph);
    }
    List<Line> stretches = new ArrayList<>();
    rows.forEach(row -> cut(row, stretches));
    stretches.sort(Comparator.comparingDouble(Line::y).thenComparingDouble(Line::left));
    return List.copyOf(stretches);
  }

  /** The row that the glyph belongs to, a new one if need be. */
  private static List<Glyph> row(List<List<Glyph>> rows, Glyph glyph) {
    for (int index = rows.size() - 1; index >= 0; index--) {
      if (fits(rows.get(index), glyph)) {
        return rows.get(index);
      }
    }
    List<Glyph> row = new ArrayList<>();
    rows.add(row);
    return row;
  }

  /** Whether the glyph stands beside the row's glyphs and was not printed over one of them. */
  private static boolean fits(List<Glyph> row, Glyph glyph) {
    return !row.isEmpty()
        && (row.get(0).besides(glyph) || isScript(row, glyph))
        && (glyph.isSpace() || row.stream().noneMatch(glyph::covers));
  }

  private static boolean isScript(List<Glyph> row, Glyph glyph) {
    return row.stream().anyMatch(other -> glyph.isScriptOf(other) || other.isScriptOf(glyph));
  }

  private static void cut(List<Glyph> row, List<Line> stretches) {
    row.sort(Comparator.comparingDouble(Glyph::x));
    List<Glyph> stretch = new ArrayList<>();
    double end = Double.NaN;
    for (Glyph glyph : row) {
      if (!glyph.isSpace()) {
        if (glyph.x() - end > WIDE_GAP * glyph.fontSize()) {
          stretches.add(Line.of(stretch));
          stretch.clear();
          end = Double.NaN;
        }
        end = Double.isNaN(end) ? glyph.right() : Math.max(end, glyph.right());
      }
      if (!glyph.isSpace() || !stretch.isEmpty()) {
        stretch.add(glyph);
      }
    }
    if (!stretch.isEmpty()) {
      stretches.add(Line.of(stretch));
    }
  }
}
