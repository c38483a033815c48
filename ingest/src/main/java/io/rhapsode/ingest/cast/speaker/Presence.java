package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.pipeline.cast.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is mentioned where in the narration. */
final class Presence {
  /** Persons mentioned in more distant paragraphs are forgotten. */
  private static final int REMEMBERED = 8;

  /** So many mentions are looked at, however long a paragraph is. */
  private static final int LOOKED_AT = 60;

  private final List<Sight> sights = new ArrayList<>();

  /** Position of the first sight at or behind each paragraph's begin. */
  private final int[] firstOf;

  /**
   * A person in the narration.
   *
   * @param offset in the paragraph, in UTF-16 units
   * @param subject whether the person does something there
   */
  record Sight(int paragraph, int offset, Person person, boolean subject) {}

  /**
   * @param sights in order
   */
  Presence(List<Sight> sights, int paragraphs) {
    this.sights.addAll(sights);
    this.firstOf = new int[paragraphs + 1];
    int at = 0;
    for (int paragraph = 0; paragraph <= paragraphs; paragraph++) {
      while (at < sights.size() && sights.get(at).paragraph() < paragraph) {
        at++;
      }
      firstOf[paragraph] = at;
    }
  }

  /**
   * How likely each person is meant by a pronoun at a place, by how near and in which part of the
   * sentence the person stands before it.
   */
  Map<Person, Double> weights(int paragraph, int offset, Optional<Sex> sex) {
    Map<Person, Double> weights = new HashMap<>();
    int last = before(paragraph, offset);
    double weight = 1;
    int begin = Math.max(last - LOOKED_AT, firstOf[Math.max(0, paragraph - REMEMBERED)]);
    for (int at = last - 1; at >= begin; at--) {
      Sight sight = sights.get(at);
      Optional<Sex> known = sight.person().sex();
      if (sex.isPresent() && known.isPresent() && !known.equals(sex)) {
        continue;
      }
      double certain = known.isPresent() || sex.isEmpty() ? 1 : 0.4;
      double near = weight / (1 + 0.5 * (paragraph - sight.paragraph()));
      weights.merge(sight.person(), near * certain * (sight.subject() ? 1.5 : 1), Double::sum);
      weight *= 0.75;
    }
    return weights;
  }

  /** Who is in the narration of a paragraph; the first of them where they are many. */
  Set<Person> seenIn(int paragraph) {
    int end = Math.min(firstOf[paragraph + 1], firstOf[paragraph] + LOOKED_AT);
    Set<Person> seen = new HashSet<>();
    for (int at = firstOf[paragraph]; at < end; at++) {
      seen.add(sights.get(at).person());
    }
    return seen;
  }

  /** The person named nearest to a place, before it or behind it in the same paragraph. */
  Optional<Person> nearest(int paragraph, int offset) {
    int place = before(paragraph, offset);
    int begin = Math.max(place - LOOKED_AT, firstOf[Math.max(0, paragraph - REMEMBERED)]);
    int end = Math.min(place + 1, firstOf[paragraph + 1]);
    Optional<Person> nearest = Optional.empty();
    long distance = Long.MAX_VALUE;
    for (int at = begin; at < end; at++) {
      Sight sight = sights.get(at);
      long away =
          sight.paragraph() == paragraph
              ? Math.abs(sight.offset() - offset)
              : 1_000L * (paragraph - sight.paragraph()) - sight.offset() / 1_000;
      if (away <= distance) {
        distance = away;
        nearest = Optional.of(sight.person());
      }
    }
    return nearest;
  }

  /** Position of the first sight at a place or behind it. */
  private int before(int paragraph, int offset) {
    int low = firstOf[paragraph];
    int high = firstOf[paragraph + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sights.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
