package io.rhapsode.workflows.run;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.workflows.run.graph.GraphRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings the reports of a narration home. */
final class BookReports {
  /** What is attempted, for failures. */
  static final String STAGE = "narrate";

  private BookReports() {}

  /**
   * One report for each document, in their order, and none left in the work folder.
   *
   * @param broken why the graph broke, if it did: what has no report has failed of it
   */
  static List<BookReport> collect(
      List<BookSource> documents,
      JobReports<BookReport> reports,
      FinishedBooks finished,
      Optional<Failure> broken)
      throws IOException {
    Map<String, BookReport> kept = new HashMap<>(byBook(reports.read()));
    kept.putAll(finished.reports());
    reports.clear();
    List<BookReport> books = new ArrayList<>();
    for (BookSource source : documents) {
      BookReport report = kept.get(source.bookId());
      books.add(
          report == null
              ? BookReport.failed(source.bookId(), source.fileName(), unfinished(source, broken))
              : report);
    }
    return books;
  }

  static Map<String, BookReport> byBook(List<BookReport> reports) {
    return reports.stream().collect(Collectors.toMap(BookReport::workId, Function.identity()));
  }

  static Failure unfinished(BookSource source, Optional<Failure> broken) {
    return GraphRun.unfinished(STAGE, source.path(), broken);
  }
}
