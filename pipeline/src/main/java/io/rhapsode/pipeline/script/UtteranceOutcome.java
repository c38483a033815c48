package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.Optional;

/** What became of one utterance. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = UtteranceOutcome.Spoken.class, name = "spoken"),
  @JsonSubTypes.Type(value = UtteranceOutcome.Unspoken.class, name = "unspoken")
})
public sealed interface UtteranceOutcome {
  /** Position in the script, from 0. */
  int ordinal();

  /**
   * A take serves it.
   *
   * @param made whether the take was synthesised for it in this job
   * @param synthesisNanos what making the take cost, in nanoseconds; 0 unless made
   * @param listened what listening to the take gave; absent when nobody listened
   */
  record Spoken(
      int ordinal,
      TakeReference take,
      boolean made,
      long synthesisNanos,
      Optional<Listened> listened)
      implements UtteranceOutcome {
    public Spoken {
      requireNonNull(take, "take is null");
      requireNonNull(listened, "listened is null");
    }

    /** A take that nobody has listened to. */
    public Spoken(int ordinal, TakeReference take, boolean made, long synthesisNanos) {
      this(ordinal, take, made, synthesisNanos, Optional.empty());
    }
  }

  /** It has no take. */
  record Unspoken(int ordinal, Failure failure) implements UtteranceOutcome {
    public Unspoken {
      requireNonNull(failure, "failure is null");
    }
  }
}
