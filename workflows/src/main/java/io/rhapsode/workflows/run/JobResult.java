package io.rhapsode.workflows.run;

import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.likeness.VoiceLikeness;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a job; {@code report.json} in the output folder.
 *
 * @param books one report for each book or film, in the order they were asked for
 * @param elapsedSeconds wall time
 * @param voices who spoke: for each voice its languages, and the model and the fingerprint of what
 *     the model was told of it
 * @param likeness how each voice made from a recording resembles it, for each of its languages;
 *     empty where no speaker encoder is installed
 */
public record JobResult<R extends WorkReport>(
    List<R> books, double elapsedSeconds, List<Voice> voices, List<VoiceLikeness> likeness) {
  /** Every book is complete. */
  public static final int COMPLETE = 0;

  /** No book was made. */
  public static final int FAILED = 1;

  /** The command line, a setting or a manifest is wrong. */
  public static final int USAGE = 2;

  /** Some books were made, but not all of them completely. */
  public static final int PARTIAL = 3;

  public JobResult {
    books = List.copyOf(books);
    voices = List.copyOf(voices);
    likeness = List.copyOf(likeness);
  }

  /** Before anybody compared the voices with their recordings. */
  public JobResult(List<R> books, double elapsedSeconds, List<Voice> voices) {
    this(books, elapsedSeconds, voices, List.of());
  }

  /** The same with how the voices resemble their recordings. */
  public JobResult<R> with(List<VoiceLikeness> measured) {
    return new JobResult<>(books, elapsedSeconds, voices, measured);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode(books.stream().map(WorkReport::status).collect(Collectors.toSet()));
  }

  public static int exitCode(Set<WorkStatus> statuses) {
    if (Set.of(WorkStatus.COMPLETE).containsAll(statuses)) {
      return COMPLETE;
    }
    return Set.of(WorkStatus.FAILED).containsAll(statuses) ? FAILED : PARTIAL;
  }
}
