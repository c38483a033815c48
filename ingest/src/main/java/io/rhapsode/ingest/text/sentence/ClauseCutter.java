package io.rhapsode.ingest.text.sentence;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * Finds the place where a sentence that is too long is cut in two: near its middle, at the
 * strongest mark there is, else at a space, else between two characters as a reader sees them.
 * Belongs to one thread.
 */
public final class ClauseCutter {
  private static final List<String> MARKS = List.of(".!?…。！？।؟", ";:—–；：؛·", ",、，،");
  private static final String CLOSERS = "\"'”’»)]）」』";

  /** As many closing marks and spaces as may stand behind a mark. */
  private static final int MOST_CLOSERS = 8;

  /** Text around a place in which a character ends, in UTF-16 units. */
  private static final int WINDOW = 64;

  private final BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);

  /**
   * @return the first character of the second part, or empty when the span cannot be cut
   */
  public Optional<Integer> cut(String text, Span span) {
    int margin = span.length() / 4;
    Span middle = new Span(span.start() + margin, span.end() - margin);
    for (String marks : MARKS) {
      Optional<Integer> cut = nearest(text, span, middle, marks);
      if (cut.isPresent()) {
        return cut;
      }
    }
    return nearest(text, span, span, null).or(() -> betweenCharacters(text, span));
  }

  /** The cut nearest to the middle behind one of the marks, or behind a space without marks. */
  private static Optional<Integer> nearest(String text, Span span, Span range, String marks) {
    int centre = (span.start() + span.end()) / 2;
    for (int distance = 0; distance <= range.length() / 2 + 1; distance++) {
      for (int at : new int[] {centre - distance, centre + distance}) {
        boolean inside =
            at > Math.max(span.start(), range.start()) && at < Math.min(span.end(), range.end());
        if (inside && isCut(text, span, at, marks)) {
          return Optional.of(at);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isCut(String text, Span span, int at, String marks) {
    boolean spaceBefore = Character.isWhitespace(text.charAt(at - 1));
    if (Character.isWhitespace(text.charAt(at))) {
      return false;
    }
    if (marks == null) {
      return spaceBefore;
    }
    int last = at - 1;
    int first = Math.max(span.start(), at - MOST_CLOSERS);
    while (last > first && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    while (last > first && CLOSERS.indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    char mark = text.charAt(last);
    boolean wide = mark > '\u2E80' || mark == '—';
    return marks.indexOf(mark) >= 0 && (spaceBefore || wide) && marks.indexOf(text.charAt(at)) < 0;
  }

  private Optional<Integer> betweenCharacters(String text, Span span) {
    if (span.length() < 2) {
      return Optional.empty();
    }
    int centre = (span.start() + span.end()) / 2;
    int from = Math.max(0, centre - WINDOW);
    characters.setText(text.substring(from, Math.min(text.length(), centre + WINDOW)));
    int middle = centre - from;
    int before = from + (characters.isBoundary(middle) ? middle : characters.preceding(middle));
    if (before > span.start() && before > from) {
      return Optional.of(before);
    }
    int after = characters.following(middle);
    if (after != BreakIterator.DONE && from + after < Math.min(span.end(), centre + WINDOW)) {
      return Optional.of(from + after);
    }
    return betweenCodePoints(text, span, centre);
  }

  private static Optional<Integer> betweenCodePoints(String text, Span span, int centre) {
    int at =
        Character.isLowSurrogate(text.charAt(centre))
                && Character.isHighSurrogate(text.charAt(centre - 1))
            ? centre + 1
            : centre;
    if (at < span.end()) {
      return Optional.of(at);
    }
    return at - 2 > span.start() ? Optional.of(at - 2) : Optional.empty();
  }
}
