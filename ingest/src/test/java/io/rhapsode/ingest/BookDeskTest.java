package io.rhapsode.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookDeskTest {
  private static final Voice VOICE =
      new Voice("en", "test", "1", "00", "en", List.of("en"), Map.of(), 400);

  @TempDir Path folder;

  @Test
  void readingIsGivenUpWhenItsTimeIsOverAndEnds() throws IOException {
    assertGivenUp("deep.html", "<div><p>x".repeat(1_000_000));
  }

  @Test
  void planningIsGivenUpWhenItsTimeIsOverAndEnds() throws IOException {
    assertGivenUp("long.txt", "On 12.03. at 1/2 No. 5 cost $3.50, p. 3.\n\n".repeat(100_000));
  }

  @Test
  void markdownOfOneParagraphIsGivenUpWhenItsTimeIsOverAndEnds() throws IOException {
    assertGivenUp("marks.md", "`a``b<c [d] ".repeat(300_000));
  }

  private void assertGivenUp(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    BookDesk desk =
        new BookDesk(
            HostileReader.within(1),
            new BlobStore(folder.resolve("work").toString()),
            JobVoices.of(List.of(VOICE)),
            List.of());
    BookSource source =
        new BookSource(
            "book",
            file.toString(),
            "en",
            Optional.of("en"),
            ChapterSelection.ALL,
            Optional.empty());
    ReadOutcome outcome = desk.read(source, JobProgress.SILENT);
    Failure failure = assertInstanceOf(ReadOutcome.Unreadable.class, outcome).failure();
    assertEquals(FailureCode.MALFORMED_DOCUMENT, failure.code());
    assertTrue(
        failure.message().startsWith("it was not read and planned within 1 s"), failure.message());
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("read " + name)));
  }
}
