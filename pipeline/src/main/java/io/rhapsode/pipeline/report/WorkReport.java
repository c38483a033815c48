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

  /** The files that were made. */
  List<OutputFile> files();

  /** What went wrong. */
  List<Failure> failures();

  /** What a person should know, one line each. */
  List<String> warnings();
}
