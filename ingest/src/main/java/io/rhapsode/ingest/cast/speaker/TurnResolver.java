package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.People;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.pipeline.cast.Sex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides turn by turn who speaks. */
final class TurnResolver {
  /** What speaks for a person when a pronoun is read: having spoken two turns before. */
  private static final double TOOK_TURN = 0.4;

  /** And against it, as a factor: having spoken the turn before. */
  private static final double JUST_SPOKE = 0.75;

  /** And for it: having been called by name in the turn before. */
  private static final double CALLED = 1.5;

  private final List<Turn> turns;
  private final People people;
  private final Presence presence;
  private final Mentions mentions;
  private final int[] scenes;

  /**
   * @param scenes for each paragraph the number of its scene
   */
  TurnResolver(
      List<Turn> turns, People people, Presence presence, Mentions mentions, int[] scenes) {
    this.turns = turns;
    this.people = people;
    this.presence = presence;
    this.mentions = mentions;
    this.scenes = scenes;
  }

  void resolve() {
    for (int index = 0; index < turns.size(); index++) {
      told(index);
    }
    for (int index = 0; index < turns.size(); index++) {
      pronoun(index);
      if (turns.get(index).isOpen()) {
        addressed(index);
      }
    }
    new Alternation(turns, scenes).resolve();
    for (int index = 0; index < turns.size(); index++) {
      twoParties(index);
    }
    for (int index = 0; index < turns.size(); index++) {
      continued(index);
      nearest(index);
    }
  }

  private void told(int index) {
    Turn turn = turns.get(index);
    turn.anchor
        .filter(anchor -> !isReference(anchor.mention(), turn.paragraph))
        .ifPresent(
            anchor ->
                people
                    .who(anchor.mention())
                    .ifPresent(person -> turn.spokenBy(person, anchor.evidence())));
    continued(index);
  }

  /** Whether "the man" is somebody known by another name, since no "a man" came before. */
  private boolean isReference(Mention mention, int paragraph) {
    return mention.generic()
        && mention.sex().isPresent()
        && !mentions.isIntroduced(mention, paragraph);
  }

  private void continued(int index) {
    Turn turn = turns.get(index);
    if (turn.continued && turn.isOpen() && index > 0) {
      Turn before = turns.get(index - 1);
      before
          .speaker()
          .ifPresent(person -> turn.spokenBy(person, before.evidence(), before.confidence()));
    }
  }

  private void pronoun(int index) {
    Turn turn = turns.get(index);
    if (!turn.isOpen() || turn.anchor.isEmpty()) {
      return;
    }
    Mention mention = turn.anchor.get().mention();
    boolean reference = isReference(mention, turn.paragraph);
    if (mention.kind() != Mention.Kind.PRONOUN && !reference) {
      return;
    }
    Map<Person, Double> weights = weights(index, turn.anchor.get());
    if (reference) {
      before(index, 1).flatMap(Turn::speaker).ifPresent(weights::remove);
      presence.seenIn(turn.paragraph).forEach(weights::remove);
      people.who(mention).ifPresent(weights::remove);
    }
    Evidence rule =
        turn.anchor.get().evidence().isExplicit() ? Evidence.PRONOUN : Evidence.PRONOUN_BEAT;
    Optional<Person> best =
        weights.entrySet().stream()
            .max(
                Map.Entry.<Person, Double>comparingByValue()
                    .thenComparing(entry -> -entry.getKey().number()))
            .map(Map.Entry::getKey);
    if (best.isPresent()) {
      double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
      double share = weights.get(best.get()) / all;
      turn.spokenBy(best.get(), rule, rule.confidence() * (0.6 + 0.4 * share));
    } else {
      people.who(mention).ifPresent(person -> turn.spokenBy(person, rule));
    }
  }

  /** How likely each person is meant by the words of an anchor. */
  private Map<Person, Double> weights(int index, Anchor anchor) {
    Turn turn = turns.get(index);
    Optional<Sex> sex = anchor.mention().sex();
    Map<Person, Double> weights = presence.weights(turn.paragraph, anchor.offset(), sex);
    before(index, 2)
        .flatMap(Turn::speaker)
        .filter(person -> fits(person, sex))
        .ifPresent(person -> weights.merge(person, TOOK_TURN, Double::sum));
    Optional<Turn> before = before(index, 1);
    before
        .flatMap(Turn::speaker)
        .ifPresent(
            person -> weights.computeIfPresent(person, (who, weight) -> weight * JUST_SPOKE));
    before.ifPresent(
        called ->
            called.addressed.stream()
                .filter(person -> fits(person, sex))
                .forEach(person -> weights.merge(person, CALLED, Double::sum)));
    turn.addressed.forEach(weights::remove);
    return weights;
  }

  private boolean fits(Person person, Optional<Sex> sex) {
    return person != people.narrator()
        && (sex.isEmpty() || person.sex().isEmpty() || person.sex().equals(sex));
  }

  /** Whoever was called by name in the turn before answers. */
  private void addressed(int index) {
    Turn turn = turns.get(index);
    before(index, 1)
        .filter(before -> before.addressed.size() == 1)
        .map(before -> before.addressed.iterator().next())
        .filter(person -> !turn.addressed.contains(person))
        .ifPresent(person -> turn.spokenBy(person, Evidence.ADDRESSED));
  }

  /** The turn so many turns before in the same conversation. */
  private Optional<Turn> before(int index, int distance) {
    int at = index - distance;
    return at >= 0 && isOneTalk(at, index) ? Optional.of(turns.get(at)) : Optional.empty();
  }

  /** Whether turns follow each other without long narration between them. */
  private boolean isOneTalk(int first, int last) {
    return Alternation.isOneTalk(turns, scenes, first, last);
  }

  /** In a conversation of two, whoever does not speak before or behind. */
  private void twoParties(int index) {
    Turn turn = turns.get(index);
    if (!turn.isOpen()) {
      return;
    }
    Set<Person> speakers = new LinkedHashSet<>();
    for (int at = Math.max(0, index - 6); at < Math.min(turns.size(), index + 7); at++) {
      if (isOneTalk(Math.min(at, index), Math.max(at, index))) {
        turns.get(at).speaker().ifPresent(speakers::add);
        speakers.addAll(turns.get(at).addressed);
      }
    }
    Optional<Person> before = before(index, 1).flatMap(Turn::speaker);
    before.ifPresent(speakers::remove);
    if (before.isPresent() && speakers.size() == 1) {
      Person person = speakers.iterator().next();
      if (!turn.addressed.contains(person)) {
        turn.spokenBy(person, Evidence.ALTERNATION, 0.5);
      }
    }
  }

  private void nearest(int index) {
    Turn turn = turns.get(index);
    if (turn.isOpen()) {
      presence
          .nearest(turn.paragraph, 0)
          .ifPresent(person -> turn.spokenBy(person, Evidence.NEAREST));
    }
  }
}
