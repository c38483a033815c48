package io.rhapsode.ingest.document.pdf.page;

import io.rhapsode.ingest.limit.Interruption;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/** Takes the glyphs of every page out of a document and sets them in lines. */
public final class PageText extends PDFTextStripper {
  /** A gap wider than this many font sizes ends a stretch of a line. */
  private static final double WIDE_GAP = 0.65;

  /** Text that is turned by more than this runs in another direction, in degrees. */
  private static final double TURNED = 3;

  /** Text may stand out of the page by so much, in points. */
  private static final double MARGIN = 2;

  /** A glyph is set beside others at most so many rows back, more than a page of a book has. */
  private static final int MOST_ROWS = 500;

  private static final int LONGEST_ROW = 1_000;

  private final List<Page> pages = new ArrayList<>();
  private final Set<TextPosition> white = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whether anything dark was painted on the page, on which white text can be seen. */
  private boolean painted;

  /**
   * A page.
   *
   * @param number from 1
   * @param height in points
   * @param stretches the stretches of its lines, from the top
   * @param turned text that runs in another direction than most of the page
   * @param hidden text that cannot be seen: white on white, or outside the page
   */
  public record Page(
      int number, double height, List<Line> stretches, List<String> turned, List<String> hidden) {}

  private PageText() {
    setSuppressDuplicateOverlappingText(true);
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
    for (String operator : PAINTING) {
      addOperator(new Painting(operator));
    }
  }

  public static List<Page> of(PDDocument document) throws IOException {
    PageText text = new PageText();
    text.writeText(document, Writer.nullWriter());
    return List.copyOf(text.pages);
  }

  /** Operators that paint an area. */
  private static final List<String> PAINTING = List.of("f", "F", "f*", "B", "B*", "b", "b*", "sh");

  private final class Painting extends OperatorProcessor {
    private final String operator;

    Painting(String operator) {
      super(PageText.this);
      this.operator = operator;
    }

    @Override
    public void process(Operator called, List<COSBase> operands) {
      painted |= !isWhite();
    }

    @Override
    public String getName() {
      return operator;
    }
  }

  private boolean isWhite() {
    try {
      return getGraphicsState().getNonStrokingColor().toRGB() == 0xFFFFFF;
    } catch (IOException | RuntimeException patternOrUnknown) {
      return false;
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    Interruption.check();
    super.processOperator(operator, operands);
  }

  @Override
  protected void startPage(PDPage page) {
    painted = hasPictures(page);
    white.clear();
  }

  private static boolean hasPictures(PDPage page) {
    PDResources resources = page.getResources();
    return resources != null && resources.getXObjectNames().iterator().hasNext();
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    Interruption.check();
    if (!painted && isWhite()) {
      white.add(position);
    }
    super.processTextPosition(position);
  }

  @Override
  protected void writePage() {
    List<TextPosition> positions = charactersByArticle.stream().flatMap(List::stream).toList();
    Map<Double, Integer> directions = new HashMap<>();
    positions.forEach(position -> directions.merge(angle(position), 1, Integer::sum));
    double angle = Line.mostFrequent(directions);
    PDRectangle box = getCurrentPage().getCropBox();
    boolean upright = Math.round(angle / 90) % 2 == 0;
    double width = upright ? box.getWidth() : box.getHeight();
    double height = upright ? box.getHeight() : box.getWidth();
    List<Glyph> glyphs = new ArrayList<>();
    StringBuilder turned = new StringBuilder();
    StringBuilder hidden = new StringBuilder();
    for (TextPosition position : positions) {
      Glyph glyph = glyph(position);
      if (Math.abs(angle(position) - angle) > TURNED) {
        turned.append(position.getUnicode());
      } else if (white.contains(position) || isOutside(glyph, width, height)) {
        hidden.append(position.getUnicode());
      } else {
        glyphs.add(glyph);
      }
    }
    pages.add(
        new Page(
            getCurrentPageNo(),
            height,
            stretches(DropCaps.lowered(glyphs)),
            told(turned),
            told(hidden)));
  }

  private static List<String> told(StringBuilder text) {
    return text.toString().isBlank() ? List.of() : List.of(text.toString().strip());
  }

  private static boolean isOutside(Glyph glyph, double width, double height) {
    return glyph.right() < -MARGIN
        || glyph.x() > width + MARGIN
        || glyph.y() < -MARGIN
        || glyph.top() > height + MARGIN;
  }

  /** The direction a glyph runs in, in degrees. */
  private static double angle(TextPosition position) {
    Matrix matrix = position.getTextMatrix();
    double angle = Math.toDegrees(Math.atan2(matrix.getShearY(), matrix.getScaleX()));
    return Math.round(angle);
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
      Interruption.check();
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
    int first = Math.max(0, rows.size() - MOST_ROWS);
    for (int index = rows.size() - 1; index >= first; index--) {
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
        && (glyph.isSpace() || latest(row).stream().noneMatch(glyph::covers));
  }

  /** What a glyph is compared with: no page of a book has longer rows. */
  private static List<Glyph> latest(List<Glyph> row) {
    return row.subList(Math.max(0, row.size() - LONGEST_ROW), row.size());
  }

  private static boolean isScript(List<Glyph> row, Glyph glyph) {
    return latest(row).stream()
        .anyMatch(other -> glyph.isScriptOf(other) || other.isScriptOf(glyph));
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
