package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rhapsode.pipeline.failure.Failure;

/** What became of a document: a plan, or the reason why it cannot be narrated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReadOutcome.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = ReadOutcome.Unreadable.class, name = "unreadable")
})
public sealed interface ReadOutcome {
  String workId();

  /** The document was read; its plan is in the blob store. */
  record Planned(PlanReference plan) implements ReadOutcome {
    public Planned {
      requireNonNull(plan, "plan is null");
    }

    @Override
    public String workId() {
      return plan.workId();
    }
  }

  /** The document could not be read. */
  record Unreadable(String workId, Failure failure) implements ReadOutcome {
    public Unreadable {
      requireNonNull(workId, "workId is null");
      requireNonNull(failure, "failure is null");
    }
  }
}
