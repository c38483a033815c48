package io.rhapsode.pipeline.report;

import io.rhapsode.pipeline.failure.Failure;
import java.util.List;
import java.util.Optional;

/** What every report says, whatever became of the work: a book, or a film. */
public interface WorkReport {
  /** What is told of books and films alike. */
  WorkFacts facts();

  /** What the work is called, such as "book". */
  String noun();

  /** What its files were made from; absent when there are none. */
  Optional<WorkOrigin> origin();

  /** Name of the work inside its job. */
  default String workId() {
    return facts().workId();
  }

  /** Path of the document or film. */
  default String source() {
    return facts().source();
  }

  default String title() {
    return facts().title();
  }

  default WorkStatus status() {
    return facts().status();
  }

  /** Length of the audio, in seconds; 0 when FAILED. */
  default double audioSeconds() {
    return facts().audioSeconds();
  }

  /** Takes synthesised in this job. */
  default int made() {
    return facts().made();
  }

  /** Utterances served without synthesis. */
  default int reused() {
    return facts().reused();
  }

  /** Whether the files were found finished and left as they were. */
  default boolean upToDate() {
    return facts().upToDate();
  }

  /** Hash of everything that decides the bytes of the files; empty when FAILED. */
  default String fingerprint() {
    return facts().fingerprint();
  }

  /** The files that were made. */
  default List<OutputFile> files() {
    return facts().files();
  }

  /** What went wrong. */
  default List<Failure> failures() {
    return facts().failures();
  }

  /** What a person should know, one line each. */
  default List<String> warnings() {
    return facts().warnings();
  }
}
