package io.rhapsode.synth;

import io.rhapsode.pipeline.failure.FailureCode.Category;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechOutcome.Unspoken;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import java.util.List;
import java.util.Optional;

/** The takes of one task so far, and the best of them. Not safe for threads. */
final class Tries {
  private final SpeechTask task;
  private Spoken best;
  private Verdict verdict;
  private Unspoken failure;
  private int count;
  private long nanos;
  private boolean made;
  private boolean sound;

  Tries(SpeechTask task) {
    this.task = task;
  }

  SpeechTask task() {
    return task;
  }

  /** How many takes there were, those that could not be spoken included. */
  int count() {
    return count;
  }

  /** The best take; null while there is none. */
  Spoken best() {
    return best;
  }

  /** The verdict on the best take; null while there is none. */
  Verdict verdict() {
    return verdict;
  }

  /** Why the last try gave no take; null when none failed. */
  Unspoken failure() {
    return failure;
  }

  /** Whether the best take says the text as it should, be it in another voice. */
  boolean usable() {
    return sound;
  }

  boolean good() {
    return verdict != null && verdict.good();
  }

  /** Whether another try may give a better take: an engine that refuses will refuse again. */
  boolean worthAnother() {
    return !good() && (best != null || failure.failure().code().category() == Category.ENGINE);
  }

  void heard(Spoken take, Verdict opinion, Voice speaker) {
    count++;
    nanos += take.synthesisNanos();
    made |= !take.reused();
    Verdict judged = speaker.equals(task.request().voice()) ? opinion : byAnother(opinion, speaker);
    if (best == null || opinion.good() || judged.badness() < verdict.badness()) {
      best = take;
      verdict = judged;
      sound = opinion.good();
    }
  }

  void failed(Unspoken outcome) {
    count++;
    failure = outcome;
  }

  /** The best take with what it cost and how it was found; empty when there is none. */
  Optional<SpeechOutcome> outcome() {
    return best == null
        ? Optional.empty()
        : Optional.of(
            new Spoken(
                task.uses(),
                best.take(),
                !made,
                nanos,
                Optional.of(new Listened(verdict, count - 1))));
  }

  /** A listener of the book notices another voice, however well it speaks. */
  private static Verdict byAnother(Verdict opinion, Voice speaker) {
    Fault fault =
        new Fault(Fault.Kind.OTHER_VOICE, "it is said by the fallback voice " + speaker.name());
    return opinion.and(List.of(fault), 0, "fallback");
  }
}
