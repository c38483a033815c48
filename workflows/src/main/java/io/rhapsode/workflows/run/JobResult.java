package io.rhapsode.workflows.run;

import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.BookStatus;
import java.util.List;

/**
 * What became of a job; {@code report.json} in the output folder.
 *
 * @param books one report for each document, in the order they were asked for
 * @param elapsedSeconds wall time
 */
public record JobResult(List<BookReport> books, double elapsedSeconds) {
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
  }

  /** The exit code of the process. */
  public int exitCode() {
    if (books.stream().allMatch(book -> book.status() == BookStatus.COMPLETE)) {
      return COMPLETE;
    }
    return books.stream().allMatch(book -> book.status() == BookStatus.FAILED) ? FAILED : PARTIAL;
  }
}
