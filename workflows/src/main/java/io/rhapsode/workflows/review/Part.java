package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.record.Place;
import io.rhapsode.pipeline.script.Script;
import java.util.List;

/**
 * A chapter of a book, or a language of a film, as it would be said now.
 *
 * @param number as listeners count, from 1
 * @param script its utterances, numbered from 0
 * @param places where each of them stands
 */
public record Part(int number, String title, Script script, List<Place> places) {
  public Part {
    requireNonNull(title, "title is null");
    requireNonNull(script, "script is null");
    places = List.copyOf(places);
    if (places.size() != script.utterances().size()) {
      throw new IllegalArgumentException("not one place for each utterance of " + title);
    }
  }
}
