package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.pipeline.cast.Sex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one person says in a paragraph. Filled step by step, by one thread. */
final class Turn {
  final int paragraph;

  /** Positions of its quotations. */
  final List<Integer> quotes = new ArrayList<>();

  /** Whom it calls by name. */
  final Set<Person> addressed = new LinkedHashSet<>();

  /** Of whom it calls "sir" or "madam". */
  Optional<Sex> addressedSex = Optional.empty();

  Optional<Anchor> anchor = Optional.empty();

  /** Whether it goes on from the paragraph before. */
  boolean continued;

  private Optional<Person> speaker = Optional.empty();
  private Evidence evidence = Evidence.NONE;
  private double confidence;

  Turn(int paragraph) {
    this.paragraph = paragraph;
  }

  void spokenBy(Person person, Evidence by) {
    spokenBy(person, by, by.confidence());
  }

  void spokenBy(Person person, Evidence by, double sure) {
    speaker = Optional.of(person);
    evidence = by;
    confidence = sure;
  }

  Optional<Person> speaker() {
    return speaker;
  }

  Evidence evidence() {
    return evidence;
  }

  double confidence() {
    return confidence;
  }

  boolean isOpen() {
    return speaker.isEmpty() && !isOfMany();
  }

  /** Whether several speak at once. */
  boolean isOfMany() {
    return anchor
        .filter(
            found -> found.mention().kind() == io.rhapsode.ingest.cast.person.Mention.Kind.PLURAL)
        .isPresent();
  }
}
