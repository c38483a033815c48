package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.List;
import java.util.Optional;

/** What became of a {@link SpeechTask}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SpeechOutcome.Spoken.class, name = "spoken"),
  @JsonSubTypes.Type(value = SpeechOutcome.Unspoken.class, name = "unspoken")
})
public sealed interface SpeechOutcome {
  List<UtteranceId> uses();

  /**
   * The take is in the store.
   *
   * @param reused whether it was there before
   * @param synthesisNanos time that making it took, in nanoseconds; 0 when reused
   * @param listened what listening to it gave; absent when nobody listened
   */
  record Spoken(
      List<UtteranceId> uses,
      TakeReference take,
      boolean reused,
      long synthesisNanos,
      Optional<Listened> listened)
      implements SpeechOutcome {
    public Spoken {
      uses = List.copyOf(uses);
      requireNonNull(take, "take is null");
      requireNonNull(listened, "listened is null");
    }

    /** A take that nobody has listened to. */
    public Spoken(List<UtteranceId> uses, TakeReference take, boolean reused, long synthesisNanos) {
      this(uses, take, reused, synthesisNanos, Optional.empty());
    }
  }

  /** The engine could not say it. */
  record Unspoken(List<UtteranceId> uses, Failure failure) implements SpeechOutcome {
    public Unspoken {
      uses = List.copyOf(uses);
      requireNonNull(failure, "failure is null");
    }
  }
}
