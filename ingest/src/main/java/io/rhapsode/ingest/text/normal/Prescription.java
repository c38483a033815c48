package io.rhapsode.ingest.text.normal;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
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

  /** Those that are wholly in a stretch of the text, placed in that stretch. */
  public static List<Prescription> within(List<Prescription> all, Span stretch) {
    return all.stream()
        .filter(
            some ->
                some.source().start() >= stretch.start() && some.source().end() <= stretch.end())
        .map(some -> some.shifted(-stretch.start()))
        .toList();
  }
}
