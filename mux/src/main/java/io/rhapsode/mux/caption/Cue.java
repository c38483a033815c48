package io.rhapsode.mux.caption;

import java.util.List;

/**
 * Text that is shown for a while.
 *
 * @param startMillis when it appears, in milliseconds from the start of the file
 * @param endMillis when it disappears
 * @param lines what it shows
 */
public record Cue(long startMillis, long endMillis, List<Line> lines) {
  public Cue {
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "%d to %d ms is not an ascending range from 0".formatted(startMillis, endMillis));
    }
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param pieces words with the white space that follows them
   */
  public record Line(List<Piece> pieces) {
    public Line {
      pieces = List.copyOf(pieces);
    }

    /** The line as it is shown. */
    public String text() {
      StringBuilder text = new StringBuilder();
      pieces.forEach(piece -> text.append(piece.text()));
      return text.toString().stripTrailing();
    }
  }

  /**
   * A part of a line that is not broken.
   *
   * @param text with the white space that follows
   * @param startMillis when it is spoken; the start of the cue when that is not known
   */
  public record Piece(String text, long startMillis) {}
}
