package io.rhapsode.ingest.cast.person;

import io.rhapsode.pipeline.cast.Sex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody in a book. Filled while the book is read, by one thread. */
public final class Person {
  /** A longer name is preferred to a more frequent one down to this share. */
  private static final double LONG_NAME = 0.12;

  private final int number;
  private final Map<String, Integer> names = new TreeMap<>();
  private Optional<Sex> told = Optional.empty();
  private double male;
  private double female;

  Person(int number) {
    this.number = number;
  }

  /** Position in the order of appearance. */
  public int number() {
    return number;
  }

  void called(String name, int times) {
    names.merge(name, times, Integer::sum);
  }

  void is(Optional<Sex> sex) {
    told = told.or(() -> sex);
  }

  /** Counts a pronoun that seems to stand for the person. */
  public void vote(Sex sex, double weight) {
    if (sex == Sex.MALE) {
      male += weight;
    } else {
      female += weight;
    }
  }

  /** The sex, if the names, the titles or the pronouns of the text tell it. */
  public Optional<Sex> sex() {
    if (told.isPresent() || male + female < 2) {
      return told;
    }
    if (male > 2 * female) {
      return Optional.of(Sex.MALE);
    }
    return female > 2 * male ? Optional.of(Sex.FEMALE) : Optional.empty();
  }

  /** The name to call the person by: the longest that is often used. */
  public String name() {
    boolean capitals = names.keySet().stream().allMatch(Person::isCapitals);
    int most = names.values().stream().max(Comparator.naturalOrder()).orElse(0);
    return names.entrySet().stream()
        .filter(entry -> entry.getValue() >= Math.max(1, most * LONG_NAME))
        .filter(entry -> capitals || !isCapitals(entry.getKey()))
        .max(
            Comparator.comparing(
                    (Map.Entry<String, Integer> entry) -> entry.getKey().split(" ").length)
                .thenComparing(Map.Entry::getValue)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** As in headings. */
  private static boolean isCapitals(String name) {
    return name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT));
  }

  /** The other names, the most frequent first. */
  public List<String> aliases() {
    List<Map.Entry<String, Integer>> others = new ArrayList<>(names.entrySet());
    others.sort(
        Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
            .thenComparing(Map.Entry::getKey));
    String name = name();
    return others.stream().map(Map.Entry::getKey).filter(other -> !other.equals(name)).toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
