package io.rhapsode.ingest.document.pdf;

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

  /** Whether both stand on one line: their heights overlap by more than half the smaller one. */
  boolean besides(Glyph other) {
    double overlap = Math.min(y, other.y) - Math.max(top(), other.top());
    return overlap > Math.min(height, other.height) / 2;
  }
}
