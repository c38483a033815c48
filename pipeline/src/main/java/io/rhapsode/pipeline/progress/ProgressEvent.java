package io.rhapsode.pipeline.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a worker tells, as a line of its {@link ProgressFile}; as in {@link JobProgress}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProgressEvent.Reading.class, name = "reading"),
  @JsonSubTypes.Type(value = ProgressEvent.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = ProgressEvent.Repeated.class, name = "repeated"),
  @JsonSubTypes.Type(value = ProgressEvent.Unreadable.class, name = "unreadable"),
  @JsonSubTypes.Type(value = ProgressEvent.Spoken.class, name = "spoken"),
  @JsonSubTypes.Type(value = ProgressEvent.Assembling.class, name = "assembling"),
  @JsonSubTypes.Type(value = ProgressEvent.Warned.class, name = "warned"),
  @JsonSubTypes.Type(value = ProgressEvent.Finished.class, name = "finished")
})
sealed interface ProgressEvent {
  record Reading(String workId, String source) implements ProgressEvent {}

  record Planned(String workId, String title, int utterances, long spokenCharacters)
      implements ProgressEvent {}

  record Repeated(String workId, int utterances) implements ProgressEvent {}

  record Unreadable(String workId, String message) implements ProgressEvent {}

  record Spoken(int utterances, double audioSeconds, boolean reused) implements ProgressEvent {}

  record Assembling(String workId, double fraction) implements ProgressEvent {}

  record Warned(String message) implements ProgressEvent {}

  /** The report of the work has been written. */
  record Finished(String workId) implements ProgressEvent {}
}
