package io.rhapsode.workflows;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.BookStatus;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.workflows.job.JobFolders;
import io.rhapsode.workflows.job.JobResult;
import io.rhapsode.workflows.progress.BarView;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.progress.LineView;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens and what came of it, in the way that was asked for: results go to standard
 * output, progress and errors to error output; with --json everything is an event on standard
 * output.
 *
 * @param quiet whether only errors are said
 * @param verbose whether details of errors are shown
 */
record Announcer(PrintStream out, PrintStream err, boolean quiet, boolean json, boolean verbose) {
  private static final Logger LOGGER = LoggerFactory.getLogger(Announcer.class);
  private static final int MOST_ERRORS_OF_A_BOOK = 20;
  private static final int LONGEST_TITLE = 48;

  Announcer {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }

  /** How progress is shown. */
  ProgressView view() {
    if (json) {
      return new JsonLinesView(out);
    }
    if (quiet) {
      return ProgressView.SILENT;
    }
    return Installation.terminal() ? new BarView(err, Installation.columns()) : new LineView(err);
  }

  /** Says what became of a job and writes {@code report.json} into the output folder. */
  void announce(JobResult result, JobFolders folders) throws IOException {
    Path report = folders.output().resolve("report.json");
    Path incoming = folders.output().resolve(".report.json.incoming");
    Files.write(incoming, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
    Files.move(incoming, report, StandardCopyOption.REPLACE_EXISTING);
    result.books().forEach(this::log);
    if (json) {
      announceEvents(result);
      return;
    }
    if (!quiet) {
      out.print(table(result));
    }
    for (BookReport book : result.books()) {
      explain(book);
    }
    if (result.exitCode() != JobResult.COMPLETE) {
      err.println("The report is in %s, details are in %s".formatted(report, folders.log()));
    }
  }

  private static String table(JobResult result) {
    List<List<String>> rows = new ArrayList<>();
    for (BookReport book : result.books()) {
      rows.add(
          List.of(
              shortened(title(book)),
              book.status().name().toLowerCase(Locale.ROOT),
              "%8s".formatted(Snapshot.clock(book.audioSeconds())),
              "%6d".formatted(book.made()),
              "%6d".formatted(book.reused()),
              file(book)));
    }
    return TextTable.of(List.of("book", "status", "duration", "  made", "reused", "file"), rows);
  }

  /** A document that could not be read has no title but the name of its file. */
  private static String title(BookReport book) {
    return book.title().equals(book.source())
        ? Path.of(book.source()).getFileName().toString()
        : book.title();
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 3)).strip() + "...";
  }

  private static String file(BookReport book) {
    String first = book.files().stream().findFirst().map(OutputFile::path).orElse("");
    return book.upToDate() ? first + " (up to date)" : first;
  }

  private void explain(BookReport book) {
    book.warnings().forEach(warning -> sayUnlessQuiet("warning: " + book.title() + ": " + warning));
    List<Failure> failures = book.failures();
    failures.stream().limit(MOST_ERRORS_OF_A_BOOK).forEach(this::explain);
    if (failures.size() > MOST_ERRORS_OF_A_BOOK) {
      err.println(
          "error: %s: and %d more, all in the report"
              .formatted(book.title(), failures.size() - MOST_ERRORS_OF_A_BOOK));
    }
    if (book.status() == BookStatus.PARTIAL && failures.isEmpty()) {
      err.println(
          "error: %s: text is missing from the audio; the ledger in the report says which"
              .formatted(book.source()));
    }
  }

  private void explain(Failure failure) {
    err.println("error: " + oneLine(failure.describe()));
    if (verbose && !failure.details().isEmpty()) {
      err.println(failure.details());
    }
  }

  private void sayUnlessQuiet(String line) {
    if (!quiet) {
      err.println(oneLine(line));
    }
  }

  private void announceEvents(JobResult result) {
    JsonLinesView events = new JsonLinesView(out);
    for (BookReport book : result.books()) {
      events.event(
          "book",
          Map.of(
              "title", book.title(),
              "source", book.source(),
              "status", book.status(),
              "audioSeconds", book.audioSeconds(),
              "made", book.made(),
              "reused", book.reused(),
              "files", book.files(),
              "errors", book.failures().stream().map(Failure::describe).toList()));
    }
    events.event(
        "job", Map.of("exitCode", result.exitCode(), "elapsedSeconds", result.elapsedSeconds()));
  }

  private void log(BookReport book) {
    for (Failure failure : book.failures()) {
      LOGGER.warn(
          "{} {}: {}\n{}", failure.stage(), failure.code(), failure.describe(), failure.details());
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
