package io.rhapsode.ingest.plan.sentence;

import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Cuts stretches where a part of them is read in another way than the rest. */
public final class StretchCuts {
  private static final String BELONGING = ",.;:!?…)]”’»";

  private StretchCuts() {}

  /**
   * Cuts stretches along marks. What is marked takes the punctuation and the white space behind it;
   * what has no word is not cut off.
   *
   * @param stretches in order; they cover the text
   * @param change what becomes of the marked part of a stretch; empty where it stays as it is
   */
  public static <T> List<Stretch> along(
      String text,
      List<Stretch> stretches,
      List<MarkedSpan<T>> marks,
      BiFunction<Stretch, T, Optional<Stretch>> change) {
    if (marks.isEmpty()) {
      return stretches;
    }
    List<Stretch> cut = new ArrayList<>();
    for (Stretch stretch : stretches) {
      cut(text, stretch, MarkedSpan.within(marks, stretch.characters()), change, cut);
    }
    return cut;
  }

  private static <T> void cut(
      String text,
      Stretch stretch,
      List<MarkedSpan<T>> marks,
      BiFunction<Stretch, T, Optional<Stretch>> change,
      List<Stretch> cut) {
    int at = stretch.characters().start();
    int end = stretch.characters().end();
    int before = cut.size();
    for (int i = 0; i < marks.size(); i++) {
      Span mark = marks.get(i).characters();
      int limit = i + 1 < marks.size() ? Math.min(end, marks.get(i + 1).characters().start()) : end;
      int from = Math.max(mark.start(), at);
      int to = endOf(text, Math.min(mark.end(), end), limit);
      if (from >= to || !hasWords(text, from, to)) {
        continue;
      }
      int start = hasWords(text, at, from) ? from : at;
      Optional<Stretch> changed = change.apply(stretch.of(start, to), marks.get(i).value());
      if (changed.isPresent()) {
        if (start > at) {
          cut.add(stretch.of(at, start));
        }
        cut.add(changed.get());
        at = to;
      }
    }
    if (at < end && cut.size() > before && !hasWords(text, at, end)) {
      Stretch last = cut.remove(cut.size() - 1);
      cut.add(last.widened(end, stretch));
    } else if (at < end) {
      cut.add(stretch.of(at, end));
    }
  }

  private static int endOf(String text, int marked, int limit) {
    int end = marked;
    while (end < limit
        && (Character.isWhitespace(text.charAt(end)) || BELONGING.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** Whether anything of a text can be said. */
  static boolean hasWords(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (Character.isLetterOrDigit(text.codePointAt(at))) {
        return true;
      }
    }
    return false;
  }
}
