package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.ingest.plan.sentence.SentenceEnds;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Silences inside a paragraph, where its source asks for them. */
final class PausePoints {
  private PausePoints() {}

  /**
   * Cuts stretches where a silence is, which then follows the part before it. A silence of nothing
   * is one between two sentences, which are said without a pause.
   *
   * @param stretches cover the block
   * @param ends of its sentences
   */
  static List<Stretch> apart(Block block, List<Stretch> stretches, Supplier<SentenceEnds> ends) {
    NavigableMap<Integer, Integer> millisByPlace = millisByPlace(block, ends);
    if (millisByPlace.isEmpty()) {
      return stretches;
    }
    List<Stretch> apart = new ArrayList<>();
    for (Stretch whole : stretches) {
      Stretch stretch = whole;
      Span characters = stretch.characters();
      int at = characters.start();
      int end = endOfWords(block.text(), characters);
      int next = at;
      for (var pause : millisByPlace.subMap(at, false, characters.end(), true).entrySet()) {
        next = firstWord(block.text(), next, pause.getKey());
        if (next < pause.getKey() && pause.getKey() < end) {
          int cut = behindSpace(block.text(), pause.getKey(), characters.end());
          apart.add(stretch.of(at, cut).pausing(pause.getValue()));
          at = cut;
          next = cut;
        } else if (next < pause.getKey()) {
          stretch = stretch.pausing(pause.getValue());
        }
      }
      apart.add(stretch.of(at, characters.end()));
    }
    return apart;
  }

  private static NavigableMap<Integer, Integer> millisByPlace(
      Block block, Supplier<SentenceEnds> ends) {
    NavigableMap<Integer, Integer> millis = new TreeMap<>();
    for (PausePoint pause : block.speech().pauses()) {
      boolean inside = pause.at() > 0 && pause.at() < block.text().length();
      if (inside && (pause.millis() > 0 || pause.exact() && ends.get().isAt(pause.at()))) {
        millis.merge(
            pause.at(),
            pause.millis(),
            (former, later) ->
                Math.min(
                    PausePoint.LONGEST_MILLIS,
                    pause.exact() ? former + later : Math.max(former, later)));
      }
    }
    return millis;
  }

  /** Where the first letter or figure from a place on stands, or the limit. */
  private static int firstWord(String text, int from, int limit) {
    int at = from;
    while (at < limit && !Character.isLetterOrDigit(text.codePointAt(at))) {
      at++;
    }
    return at;
  }

  /** Behind the last letter or figure of a stretch. */
  private static int endOfWords(String text, Span characters) {
    int end = characters.end();
    while (end > characters.start() && !Character.isLetterOrDigit(text.codePointBefore(end))) {
      end--;
    }
    return end;
  }

  private static int behindSpace(String text, int from, int limit) {
    int at = from;
    while (at < limit && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
