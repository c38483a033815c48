package io.rhapsode.workflows.console;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import io.rhapsode.workflows.progress.BarView;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.progress.LineView;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.folder.JobFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens and what came of it, in the way that was asked for: results go to standard
 * output, progress and errors to error output; with --json everything is an event on standard
 * output. What is wrong with a book is said once: as soon as it is known where lines are shown,
 * else at the end.
 */
public final class Announcer {
  private static final Logger LOGGER = LoggerFactory.getLogger(Announcer.class);
  private static final int MOST_ERRORS_OF_A_BOOK = 20;
  private static final int LONGEST_TITLE = 48;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean quiet;
  private final boolean json;
  private final boolean verbose;
  private final Set<String> explained = ConcurrentHashMap.newKeySet();

  /**
   * @param quiet whether only errors are said
   * @param verbose whether details of errors are shown
   */
  public Announcer(PrintStream out, PrintStream err, boolean quiet, boolean json, boolean verbose) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.quiet = quiet;
    this.json = json;
    this.verbose = verbose;
  }

  /** How progress is shown. */
  public ProgressView view() {
    if (json) {
      return new JsonLinesView(out);
    }
    if (quiet) {
      return ProgressView.SILENT;
    }
    return Installation.terminal()
        ? new BarView(err, Installation.columns())
        : new LineView(err, this::explain);
  }

  /**
   * Says what became of a job and writes {@code report.json} into the output folder.
   *
   * @throws IOException when the report cannot be written; the rest is said all the same
   */
  public void announce(JobResult<?> result, JobFolders folders) throws IOException {
    result.books().forEach(this::log);
    if (json) {
      announceEvents(result);
      write(result, folders);
      return;
    }
    result.books().forEach(this::explain);
    if (!quiet) {
      out.print(table(result));
    }
    Path report = write(result, folders);
    boolean complete = result.exitCode() == JobResult.COMPLETE;
    String summary = "%s; the report is in %s".formatted(summary(result), report);
    if (!quiet) {
      out.println(summary);
    } else if (!complete) {
      err.println(summary);
    }
    if (!complete) {
      err.println("details are in " + folders.log());
    }
  }

  private static Path write(JobResult<?> result, JobFolders folders) throws IOException {
    Path report = folders.output().resolve("report.json");
    Path incoming = folders.output().resolve(".report.json.incoming");
    try {
      DurableFiles files = DurableFiles.STANDARD;
      files.write(incoming, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
      files.move(incoming, report);
      JobPage.write(result, folders.output());
      files.syncFolder(folders.output());
      return report;
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(report, IoProblem.reason(e)), e);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** "3 books: 1 complete, 2 failed; 0:02:52 of audio in 0:00:07". */
  private static String summary(JobResult<?> result) {
    Map<WorkStatus, Integer> counts = new EnumMap<>(WorkStatus.class);
    double seconds = 0;
    for (WorkReport book : result.books()) {
      counts.merge(book.status(), 1, Integer::sum);
      seconds += book.audioSeconds();
    }
    int books = result.books().size();
    return "%d %s%s: %s; %s of audio in %s"
        .formatted(
            books,
            noun(result),
            books == 1 ? "" : "s",
            counts.entrySet().stream()
                .map(count -> count.getValue() + " " + word(count.getKey()))
                .collect(Collectors.joining(", ")),
            Snapshot.clock(seconds),
            Snapshot.clock(result.elapsedSeconds()));
  }

  private static String noun(JobResult<?> result) {
    return result.books().stream().map(WorkReport::noun).findFirst().orElse("book");
  }

  private static String word(WorkStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String table(JobResult<?> result) {
    List<List<String>> rows = new ArrayList<>();
    for (WorkReport book : result.books()) {
      rows.add(
          List.of(
              OneLine.of(title(book), LONGEST_TITLE),
              word(book.status()),
              "%8s".formatted(Snapshot.clock(book.audioSeconds())),
              "%6d".formatted(book.made()),
              "%6d".formatted(book.reused()),
              file(book)));
    }
    return TextTable.of(
        List.of(noun(result), "status", "duration", "  made", "reused", "file"), rows);
  }

  /** A document that could not be read has no title but the name of its file. */
  private static String title(WorkReport book) {
    return book.title().equals(book.source())
        ? Path.of(book.source()).getFileName().toString()
        : book.title();
  }

  private static String file(WorkReport book) {
    String first = book.files().stream().findFirst().map(OutputFile::path).orElse("");
    return book.upToDate() ? first + " (up to date)" : first;
  }

  private void explain(WorkReport book) {
    if (!explained.add(book.workId())) {
      return;
    }
    book.warnings().forEach(warning -> sayUnlessQuiet("warning: " + book.title() + ": " + warning));
    List<Failure> failures = book.failures();
    failures.stream().limit(MOST_ERRORS_OF_A_BOOK).forEach(this::explain);
    if (failures.size() > MOST_ERRORS_OF_A_BOOK) {
      err.println(
          "error: %s: and %d more, all in the report"
              .formatted(book.title(), failures.size() - MOST_ERRORS_OF_A_BOOK));
    }
    if (book.status() == WorkStatus.PARTIAL && failures.isEmpty()) {
      err.println(
          "error: %s: text is missing from the audio; the ledger in the report says which"
              .formatted(book.source()));
    }
  }

  private void explain(Failure failure) {
    err.println("error: " + OneLine.of(failure.describe()));
    if (verbose && !failure.details().isEmpty()) {
      err.println(failure.details());
    }
  }

  private void sayUnlessQuiet(String line) {
    if (!quiet) {
      err.println(OneLine.of(line));
    }
  }

  private void announceEvents(JobResult<?> result) {
    JsonLinesView events = new JsonLinesView(out);
    for (WorkReport book : result.books()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("title", book.title());
      values.put("source", book.source());
      values.put("status", book.status());
      values.put("audioSeconds", book.audioSeconds());
      values.put("made", book.made());
      values.put("reused", book.reused());
      values.put("upToDate", book.upToDate());
      values.put("files", book.files());
      values.put("errors", book.failures().stream().map(Failure::describe).toList());
      values.put("warnings", book.warnings());
      events.event(book.noun(), values);
    }
    events.job(result.exitCode(), result.elapsedSeconds());
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** Says something that is neither an error nor an event, where text is wanted. */
  public void remark(String text) {
    if (!quiet && !json) {
      err.println(text);
    }
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean json() {
    return json;
  }

  private void log(WorkReport book) {
    for (Failure failure : book.failures()) {
      LOGGER.warn(
          "{} {}: {}\n{}", failure.stage(), failure.code(), failure.describe(), failure.details());
    }
  }
}
