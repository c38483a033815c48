package io.rhapsode.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadBooksTest {
  private static final Voice VOICE =
      new Voice("en", "test", "1", "00", "en", List.of("en"), Map.of(), 200);

  @TempDir Path folder;

  /** Collects what the listener of a job is told, in order of text. */
  private static final class Told implements JobProgress {
    private final ConcurrentSkipListSet<String> lines = new ConcurrentSkipListSet<>();

    @Override
    public void planned(String bookId, String title, int utterances, long characters) {
      lines.add("%s '%s' %d %d".formatted(bookId, title, utterances, characters));
    }

    @Override
    public void unreadable(String bookId, String message) {
      lines.add(bookId + " " + message);
    }

    @Override
    public void spoken(int utterances, double audioSeconds, boolean reused) {}

    @Override
    public void assembling(String bookId, double fraction) {}

    @Override
    public void finished(WorkReport report) {}
  }

  @Test
  void testEachDocumentHasItsOutcome() throws IOException {
    Path readable = Files.writeString(folder.resolve("Good Book.txt"), "It is 2 o'clock. Go!\n");
    Path missing = folder.resolve("missing.epub");
    Path damaged = Files.write(folder.resolve("damaged.epub"), new byte[] {'P', 'K', 3, 4, 9, 9});
    BlobStore blobs = new BlobStore(folder.resolve("work").toString());
    Told told = new Told();
    JobProgress.register("read-books-test", told);
    Pipeline pipeline = Pipeline.create();

    PCollection<ReadOutcome> outcomes =
        pipeline
            .apply(
                Create.of(source("good", readable), source("gone", missing), source("bad", damaged))
                    .withCoder(JsonCoder.of(BookSource.class)))
            .apply(
                new ReadBooks(
                    IngestSettings.DEFAULTS,
                    blobs,
                    JobVoices.of(List.of(VOICE)),
                    List.of(),
                    JobAddress.here("read-books-test")));
    PAssert.that(outcomes).satisfies(all -> requireOutcomes(all, blobs));
    pipeline.run().waitUntilFinish();
    JobProgress.unregister("read-books-test");

    assertEquals("good 'Good Book' 2 21", told.lines.last());
    assertEquals(3, told.lines.size());
  }

  private static Void requireOutcomes(Iterable<ReadOutcome> outcomes, BlobStore blobs) {
    Map<String, ReadOutcome> byBook = new TreeMap<>();
    outcomes.forEach(outcome -> byBook.put(outcome.workId(), outcome));
    assertEquals(List.of("bad", "gone", "good"), List.copyOf(byBook.keySet()));
    assertEquals(FailureCode.STORAGE_FAILED, codeOf(byBook.get("gone")));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, codeOf(byBook.get("bad")));
    requirePlan(((ReadOutcome.Planned) byBook.get("good")), blobs);
    return null;
  }

  private static FailureCode codeOf(ReadOutcome outcome) {
    return ((ReadOutcome.Unreadable) outcome).failure().code();
  }

  private static void requirePlan(ReadOutcome.Planned outcome, BlobStore blobs) {
    try {
      BookPlan plan = blobs.getJson(outcome.plan().blob(), BookPlan.class);
      assertEquals(
          List.of("It is two o'clock.", "Go!"),
          plan.utterances().stream().map(Utterance::spoken).toList());
      assertEquals(2, outcome.plan().utterances());
      assertEquals(21, outcome.plan().spokenCharacters());
    } catch (IOException e) {
      throw new AssertionError("the plan is not in the store", e);
    }
  }

  private static BookSource source(String id, Path file) {
    return new BookSource(
        id, file.toString(), "en", Optional.empty(), ChapterSelection.ALL, Optional.empty());
  }
}
