package io.rhapsode.ingest.text.normal;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a text and how it is to be said.
 *
 * @param source in the display text, not empty
 */
public record Prescription(Span source, Saying saying) {
  public Prescription {
    requireNonNull(saying, "saying is null");
    if (source.length() == 0) {
      throw new IllegalArgumentException("an empty stretch cannot be said");
    }
  }

  public Prescription shifted(int distance) {
    return new Prescription(source.shifted(distance), saying);
  }

  /**
   * Those that are wholly in a stretch of the text, placed in that stretch.
   *
   * @param all in order, without overlap
   */
  public static List<Prescription> within(List<Prescription> all, Span stretch) {
    List<Prescription> within = new ArrayList<>();
    for (int i = firstFrom(all, stretch.start()); i < all.size(); i++) {
      if (all.get(i).source().end() > stretch.end()) {
        break;
      }
      within.add(all.get(i).shifted(-stretch.start()));
    }
    return within;
  }

  private static int firstFrom(List<Prescription> all, int start) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).source().start() < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Those that do not overlap one before them.
   *
   * @param all in order of their start
   */
  public static List<Prescription> apart(List<Prescription> all) {
    List<Prescription> apart = new ArrayList<>();
    int end = 0;
    for (Prescription some : all) {
      if (some.source().start() >= end) {
        apart.add(some);
        end = some.source().end();
      }
    }
    return apart;
  }
}
