package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Mention;
import io.rhapsode.ingest.cast.person.People;
import io.rhapsode.ingest.cast.person.Person;
import io.rhapsode.pipeline.book.Sex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides turn by turn who speaks. */
final class TurnResolver {
  /** Two turns with more paragraphs between belong to different conversations. */
  private static final int LONGEST_GAP = 2;

  private final List<Turn> turns;
  private final People people;
  private final Presence presence;
  private final int[] scenes;

  /**
   * @param apart for each paragraph whether a scene begins with it
   */
  TurnResolver(List<Turn> turns, People people, Presence presence, boolean[] apart) {
    this.turns = turns;
    this.people = people;
    this.presence = presence;
    this.scenes = new int[apart.length];
    int scene = 0;
    for (int index = 0; index < apart.length; index++) {
      scene += apart[index] ? 1 : 0;
      scenes[index] = scene;
    }
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
    for (int index = 2; index < turns.size(); index++) {
      alternate(index, index - 1, index - 2);
    }
    for (int index = turns.size() - 3; index >= 0; index--) {
      alternate(index, index + 1, index + 2);
    }
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
    turn.anchor.ifPresent(
        anchor ->
            people
                .who(anchor.mention())
                .ifPresent(person -> turn.spokenBy(person, anchor.evidence())));
    continued(index);
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
    Anchor anchor = turn.anchor.get();
    Mention mention = anchor.mention();
    if (mention.kind() != Mention.Kind.PRONOUN) {
      return;
    }
    Optional<Sex> sex = mention.sex();
    Map<Person, Double> weights = presence.weights(turn.paragraph, anchor.offset(), sex);
    before(index, 2)
        .flatMap(Turn::speaker)
        .filter(person -> fits(person, sex))
        .ifPresent(person -> weights.merge(person, 1.0, Double::sum));
    before(index, 1)
        .ifPresent(
            before -> {
              before
                  .speaker()
                  .ifPresent(
                      person -> weights.computeIfPresent(person, (who, weight) -> weight * 0.35));
              before.addressed.stream()
                  .filter(person -> fits(person, sex))
                  .forEach(person -> weights.merge(person, 1.5, Double::sum));
            });
    turn.addressed.forEach(weights::remove);
    weights.entrySet().stream()
        .max(
            Map.Entry.<Person, Double>comparingByValue()
                .thenComparing(entry -> -entry.getKey().number()))
        .ifPresent(
            best -> {
              double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
              double share = best.getValue() / all;
              turn.spokenBy(
                  best.getKey(),
                  anchor.evidence(),
                  anchor.evidence().confidence() * (0.6 + 0.4 * share));
            });
  }

  private static boolean fits(Person person, Optional<Sex> sex) {
    return sex.isEmpty() || person.sex().isEmpty() || person.sex().equals(sex);
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
    for (int at = first; at < last; at++) {
      int here = turns.get(at).paragraph;
      int next = turns.get(at + 1).paragraph;
      if (next - here > LONGEST_GAP || scenes[here] != scenes[next]) {
        return false;
      }
    }
    return true;
  }

  private void alternate(int index, int near, int far) {
    Turn turn = turns.get(index);
    Turn neighbour = turns.get(near);
    Turn model = turns.get(far);
    boolean talk = isOneTalk(Math.min(index, far), Math.max(index, far));
    if (!turn.isOpen() || !talk || model.speaker().isEmpty()) {
      return;
    }
    Person person = model.speaker().get();
    boolean other = !neighbour.speaker().equals(model.speaker());
    if (other && !turn.addressed.contains(person)) {
      double sure = Math.min(model.confidence(), neighbour.speaker().isEmpty() ? 0.5 : 1);
      turn.spokenBy(
          person, Evidence.ALTERNATION, Evidence.ALTERNATION.confidence() * (0.5 + 0.5 * sure));
    }
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
