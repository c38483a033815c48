package io.rhapsode.ingest.document.pdf.page;

/**
 * A piece of text that was placed on a page in one go. Lengths are in points, from the upper left
 * corner of the page as it is read.
 *
 * @param y of the baseline
 * @param spaceWidth width of a space in the font
 */
record Glyph(
    String text,
    double x,
    double y,
    double width,
    double height,
    double fontSize,
    double spaceWidth,
    boolean bold) {
  /** Largest size of what is set small, in font sizes, as all that follow. */
  private static final double SCRIPT = 0.85;

  /** How far exponents and indices stand from the baseline at most; lines stand farther apart. */
  private static final double FARTHEST = 0.55;

  private static final double FARTHEST_SMALL = 0.7;
  private static final double RISE = 0.25;
  private static final double SMALL_RISE = 0.12;
  private static final double NEAR = 0.35;

  double right() {
    return x + width;
  }

  boolean isSpace() {
    return text.isBlank();
  }

  /** Whether it was printed over the other: more than half of the narrower one is shared. */
  boolean covers(Glyph other) {
    double overlap = Math.min(right(), other.right()) - Math.max(x, other.x);
    return !other.isSpace() && overlap > Math.min(width, other.width) / 2;
  }

  double top() {
    return y - height;
  }

  /** Whether this one is an exponent or an index right behind or before the other. */
  boolean isScriptOf(Glyph base) {
    double shift = Math.abs(base.y - y);
    boolean near =
        x < base.right() + NEAR * base.fontSize && right() > base.x - NEAR * base.fontSize;
    boolean small = fontSize <= SCRIPT * base.fontSize;
    return near && shift < (small ? FARTHEST_SMALL : FARTHEST) * base.fontSize;
  }

  /** Whether it stands above the baseline of its line as an exponent does. */
  boolean isRaised(double baseline, double lineSize) {
    double rise = (fontSize <= SCRIPT * lineSize ? SMALL_RISE : RISE) * lineSize;
    return baseline - y > rise;
  }

  /** Whether both stand on one line: their heights overlap by more than half the smaller one. */
  boolean besides(Glyph other) {
    double overlap = Math.min(y, other.y) - Math.max(top(), other.top());
    return overlap > Math.min(height, other.height) / 2;
  }
}
