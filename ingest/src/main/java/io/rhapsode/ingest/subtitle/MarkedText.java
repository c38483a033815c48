package io.rhapsode.ingest.subtitle;

import io.rhapsode.pipeline.dub.subtitle.CueMark;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of a cue and what the file says of its parts.
 *
 * @param text without markup
 * @param marks of spans within the text
 */
public record MarkedText(String text, List<CueMark> marks) {
  public MarkedText {
    marks = List.copyOf(marks);
  }

  /** Text of which nothing is said. */
  public static MarkedText plain(String text) {
    return new MarkedText(text, List.of());
  }

  /** Without white space at either end; marks that are left without text go. */
  public MarkedText stripped() {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    List<CueMark> kept = new ArrayList<>();
    for (CueMark mark : marks) {
      int from = Math.min(Math.max(mark.span().start(), start), end) - start;
      int to = Math.min(Math.max(mark.span().end(), start), end) - start;
      if (to > from || mark.span().length() == 0) {
        kept.add(new CueMark(new Span(from, to), mark.kind(), mark.value()));
      }
    }
    return new MarkedText(text.substring(start, end), kept);
  }

  private static boolean isSpace(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit) || unit == '\uFEFF';
  }

  /** Puts text together. Not for several threads. */
  public static final class Builder {
    /** More marks than any cue means; the rest is left out, and its text is not. */
    private static final int MOST_MARKS = 1000;

    private final StringBuilder text = new StringBuilder();
    private final List<CueMark> marks = new ArrayList<>();

    /** Adds text at the end. */
    public Builder append(CharSequence more) {
      text.append(more);
      return this;
    }

    public int length() {
      return text.length();
    }

    /** Whether the next character begins a line. */
    public boolean endsLine() {
      return text.length() == 0 || text.charAt(text.length() - 1) == '\n';
    }

    /** Says something of the text from {@code start} to the end; nothing when that is empty. */
    public Builder mark(int start, CueMark.Kind kind, String value) {
      boolean point = kind == CueMark.Kind.TIMESTAMP;
      if (marks.size() < MOST_MARKS && (point || start < text.length())) {
        marks.add(new CueMark(new Span(start, text.length()), kind, value));
      }
      return this;
    }

    /** The text so far. */
    public MarkedText build() {
      return new MarkedText(text.toString(), marks);
    }
  }
}
