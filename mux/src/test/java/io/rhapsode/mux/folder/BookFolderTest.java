package io.rhapsode.mux.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.testing.FailingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookFolderTest {
  private static final Map<String, String> FORMER =
      Map.of("Book.m4b", "the former audio", "Book.srt", "the former captions");
  private static final Map<String, String> NEW =
      Map.of("Book.m4b", "the new, longer audio", "Book.srt", "the new, longer captions");

  @TempDir Path folder;

  @Test
  void whateverStepFailsEveryFileIsOfOneRunAndTheReportComesLast() throws IOException {
    int step = 0;
    boolean failed = true;
    while (failed) {
      step++;
      String out = folder.resolve("out" + step).toString();
      deliver(BookFolder.in(out, "Book"), FORMER);
      FailingFiles files = new FailingFiles(step);
      deliverOrFail(BookFolder.in(out, "Book", files), NEW);
      failed = files.failed();

      Map<String, String> inPlace = contents(out);
      for (String name : NEW.keySet()) {
        List<String> whole = List.of(FORMER.get(name), NEW.get(name));
        assertTrue(whole.contains(inPlace.get(name)), "step %d: %s".formatted(step, inPlace));
      }
      BookReport report = BookFolder.in(out, "Book").earlierReport().orElseThrow();
      assertTrue(
          report.title().equals("former") || BookFolder.in(out, "Book").holds(report.files()),
          "step " + step + ": the new report is there only when its files are");
      assertTrue(failed || report.title().equals("new"));

      deliver(BookFolder.in(out, "Book"), NEW);
      assertEquals(NEW, contents(out), "step " + step + ": the next run completes");
    }
    assertTrue(step > 10, "steps: " + step);
  }

  @Test
  void aFileInPlaceIsTheOneThatWasWritten() throws IOException {
    BookFolder book = BookFolder.in(folder.toString(), "Book");
    book.prepare();
    Path partial = Files.writeString(book.begin("Book.m4b"), "audio");
    Object written = key(partial);
    book.publish(report("new", book.written()));

    assertEquals(written, key(folder.resolve("Book/Book.m4b")), "a copy can be seen half written");
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, "fileKey").get("fileKey");
  }

  private static void deliverOrFail(BookFolder book, Map<String, String> contents) {
    try {
      deliver(book, contents);
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("no space left on device"), e.getMessage());
    }
  }

  private static void deliver(BookFolder book, Map<String, String> contents) throws IOException {
    Optional<BookReport> earlier = book.earlierReport();
    book.prepare();
    for (Map.Entry<String, String> file : contents.entrySet()) {
      book.write(file.getKey(), file.getValue());
    }
    BookReport report = report(contents.equals(NEW) ? "new" : "former", book.written());
    book.publish(report);
    if (earlier.isPresent()) {
      book.removeStale(earlier.get(), place -> true, report);
    }
    book.discard();
  }

  private static BookReport report(String title, List<OutputFile> files) {
    Failure none = Failure.of(FailureCode.INTERNAL, "test", "book.txt", "none");
    BookReport empty = BookReport.failed("book", title, none);
    return BookReport.withoutAudio(
        empty
            .facts()
            .with(WorkStatus.COMPLETE, 1, false, "fingerprint", files, List.of(), List.of()));
  }

  /** Every file but the report, also one that should not be there. */
  private static Map<String, String> contents(String out) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(out, "Book"))) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith(BookFolder.REPORT))
          .collect(
              java.util.stream.Collectors.toMap(
                  file -> file.getFileName().toString(), BookFolderTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
