package io.rhapsode.ingest.document.speech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a markup is not done, told once for each kind with how often it stands there. Used by one
 * thread.
 */
public final class Remarks {
  /** Further kinds are counted only. */
  private static final int MOST_KINDS = 50;

  private final String markup;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private int others;

  private static final class Count {
    private final String first;
    private int times;

    Count(String first) {
      this.first = first;
    }
  }

  /**
   * @param markup what they are remarks on, such as "SSML"
   */
  public Remarks(String markup) {
    this.markup = markup;
  }

  /**
   * Counts what is not done.
   *
   * @param kind what it is, and what becomes of it
   * @param place where it stands, such as "line 7"
   */
  public void add(String kind, String place) {
    if (!counts.containsKey(kind) && counts.size() == MOST_KINDS) {
      others++;
      return;
    }
    counts.computeIfAbsent(kind, unknown -> new Count(place)).times++;
  }

  /** One line for each kind, in the order in which they were met. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (kind, count) ->
            lines.add(
                count.times == 1
                    ? "%s: %s (%s)".formatted(markup, kind, count.first)
                    : "%s: %s (%,d times, first %s)"
                        .formatted(markup, kind, count.times, count.first)));
    if (others > 0) {
      lines.add("%s: %,d things of other kinds are not done".formatted(markup, others));
    }
    return lines;
  }
}
