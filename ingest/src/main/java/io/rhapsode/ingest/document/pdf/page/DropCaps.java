package io.rhapsode.ingest.document.pdf.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts large initials that reach over several lines into the first of them. */
final class DropCaps {
  private static final double LARGER = 1.8;
  private static final double SMALL = 1.3;

  private DropCaps() {}

  static List<Glyph> lowered(List<Glyph> glyphs) {
    Map<Double, Integer> sizes = new HashMap<>();
    glyphs.forEach(glyph -> sizes.merge(glyph.fontSize(), 1, Integer::sum));
    double body = Line.mostFrequent(sizes);
    List<Glyph> result = new ArrayList<>();
    for (int index = 0; index < glyphs.size(); index++) {
      Glyph glyph = glyphs.get(index);
      boolean large = glyph.fontSize() >= LARGER * body && isLetter(glyph);
      result.add(large && isAlone(glyphs, index) ? placed(glyph, glyphs, body) : glyph);
    }
    return result;
  }

  private static boolean isLetter(Glyph glyph) {
    return !glyph.isSpace() && Character.isLetter(glyph.text().codePointAt(0));
  }

  /** Whether no glyph beside it is as large. */
  private static boolean isAlone(List<Glyph> glyphs, int index) {
    for (int near = Math.max(0, index - 2); near < Math.min(glyphs.size(), index + 3); near++) {
      Glyph other = glyphs.get(near);
      boolean same = Math.abs(other.y() - glyphs.get(index).y()) < 1;
      if (near != index
          && same
          && other.fontSize() > SMALL * glyphs.get(index).fontSize() / LARGER
          && isLetter(other)) {
        return false;
      }
    }
    return true;
  }

  private static Glyph placed(Glyph initial, List<Glyph> glyphs, double body) {
    Glyph first = null;
    for (Glyph other : glyphs) {
      boolean beside =
          !other.isSpace()
              && other.fontSize() < SMALL * body
              && other.x() >= initial.x() + initial.width() / 2
              && other.x() < initial.right() + 2 * body
              && Math.abs(other.top() - initial.top()) < body
              && other.y() < initial.y() + 1;
      if (beside
          && (first == null
              || other.y() < first.y() - 1
              || other.y() < first.y() + 1 && other.x() < first.x())) {
        first = other;
      }
    }
    boolean lines = first != null && initial.y() - first.y() > body / 2;
    return lines
        ? new Glyph(
            initial.text(),
            first.x() - first.width(),
            first.y(),
            first.width(),
            first.height(),
            first.fontSize(),
            first.spaceWidth(),
            first.bold())
        : initial;
  }
}
