package io.rhapsode.pipeline.report;

import io.rhapsode.pipeline.failure.Failure;
import java.util.List;

/** What every report says, whatever became of the work: a book, or a film. */
public interface WorkReport {
  /** Name of the work inside its job. */
  String workId();

  /** Path of the document or film. */
  String source();

  String title();

  WorkStatus status();

  /** Length of the audio, in seconds; 0 when FAILED. */
  double audioSeconds();

  /** Takes synthesised in this job. */
  int made();

  /** Utterances served without synthesis. */
  int reused();

  /** Whether the files were found finished and left as they were. */
  boolean upToDate();

  /** Hash of everything that decides the bytes of the files; empty when FAILED. */
  String fingerprint();

  /** The files that were made. */
  List<OutputFile> files();

  /** What went wrong. */
  List<Failure> failures();

  /** What a person should know, one line each. */
  List<String> warnings();
}
