package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Person;
import java.util.List;

/**
 * Fills turns of which nothing else tells the speaker: two take turns. It counts from the known
 * turns before and from those behind; where the two disagree, those before are believed.
 */
final class Alternation {
  /** Two turns with more paragraphs between belong to different conversations. */
  private static final int LONGEST_GAP = 2;

  /** Two who take turns from both ends the same. */
  private static final double AGREED = 0.8;

  /** What each step away from a known turn leaves of the confidence. */
  private static final double FADING = 0.96;

  private final List<Turn> turns;
  private final int[] scenes;
  private final Guess[] forward;
  private final Guess[] backward;

  /** A speaker by counting. */
  private record Guess(Person person, double confidence) {}

  Alternation(List<Turn> turns, int[] scenes) {
    this.turns = turns;
    this.scenes = scenes;
    this.forward = new Guess[turns.size()];
    this.backward = new Guess[turns.size()];
  }

  void resolve() {
    for (int index = 0; index < turns.size(); index++) {
      forward[index] = guess(index, index - 1, index - 2, forward);
    }
    for (int index = turns.size() - 1; index >= 0; index--) {
      backward[index] = guess(index, index + 1, index + 2, backward);
    }
    for (int index = 0; index < turns.size(); index++) {
      if (turns.get(index).isOpen()) {
        decide(index);
      }
    }
  }

  private Guess guess(int index, int near, int far, Guess[] guesses) {
    Turn turn = turns.get(index);
    if (turn.speaker().isPresent()) {
      return new Guess(turn.speaker().get(), turn.confidence());
    }
    if (!turn.isOpen() || far < 0 || far >= turns.size() || guesses[far] == null) {
      return null;
    }
    boolean talk = isOneTalk(turns, scenes, Math.min(index, far), Math.max(index, far));
    Person person = guesses[far].person();
    boolean same = guesses[near] != null && guesses[near].person() == person;
    if (!talk || same || turn.addressed.contains(person)) {
      return null;
    }
    return new Guess(person, guesses[far].confidence() * FADING);
  }

  private void decide(int index) {
    Guess before = forward[index];
    Guess behind = backward[index];
    if (before == null && behind == null) {
      return;
    }
    Guess guess = before == null ? behind : before;
    boolean agreed = before != null && behind != null && before.person() == behind.person();
    double rule = agreed ? AGREED : Evidence.ALTERNATION.confidence();
    turns.get(index).spokenBy(guess.person(), Evidence.ALTERNATION, rule * guess.confidence());
  }

  /** Whether turns follow each other without long narration between them. */
  static boolean isOneTalk(List<Turn> turns, int[] scenes, int first, int last) {
    for (int at = first; at < last; at++) {
      int here = turns.get(at).paragraph;
      int next = turns.get(at + 1).paragraph;
      if (next - here > LONGEST_GAP || scenes[here] != scenes[next]) {
        return false;
      }
    }
    return true;
  }
}
