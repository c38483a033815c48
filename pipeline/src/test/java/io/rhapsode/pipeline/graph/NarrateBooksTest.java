package io.rhapsode.pipeline.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.WorkRecord;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.Plans;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.pipeline.testing.Voices;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph with stages that need no document, no engine and no FFmpeg. */
class NarrateBooksTest {
  @TempDir Path work;

  @Test
  void everyDocumentGivesOneReport() throws IOException {
    Map<String, BookReport> reports = narrate("one", "two", "broken");

    assertEquals(List.of("broken", "one", "two"), reports.keySet().stream().sorted().toList());
    assertEquals(WorkStatus.COMPLETE, reports.get("one").status());
    assertEquals(WorkStatus.FAILED, reports.get("broken").status());
    assertEquals("not a book", reports.get("broken").failures().get(0).message());
  }

  @Test
  void equalSentencesAreSpokenOnce() throws IOException {
    Map<String, BookReport> reports = narrate("one", "two");

    // Both books say "Again." twice and one sentence of their own.
    assertEquals(3, reports.values().stream().mapToInt(BookReport::made).sum());
    assertEquals(3, reports.values().stream().mapToInt(BookReport::reused).sum());
  }

  @Test
  void aSecondRunMakesNothing() throws IOException {
    narrate("one");

    BookReport again = narrate("one").get("one");

    assertEquals(0, again.made());
    assertEquals(3, again.reused());
  }

  @Test
  void aFailedUtteranceIsNamedAndTakesNothingWithIt() throws IOException {
    BookReport report = narrate("poison").get("poison");

    assertEquals(WorkStatus.PARTIAL, report.status());
    assertEquals(1, report.made());
    assertEquals(1, report.reused());
    Failure failure = report.failures().get(0);
    assertEquals("/books/poison.epub", failure.source());
    assertEquals(3, failure.place().orElseThrow().block());
    assertEquals(
        new Coverage("Again.Again.poison".length(), 12, 0, "poison".length(), List.of(), List.of()),
        report.facts().coverage().orElseThrow());
  }

  @Test
  void aSentenceThatFailsInTwoBooksIsAFailureOfEach() throws IOException {
    Map<String, BookReport> reports = narrate("poison-1", "poison-2");

    for (String id : List.of("poison-1", "poison-2")) {
      List<Failure> failures = reports.get(id).failures();
      assertEquals(1, failures.size());
      assertEquals("/books/" + id + ".epub", failures.get(0).source());
      assertEquals(3, failures.get(0).place().orElseThrow().block());
    }
  }

  @Test
  void whatWasMadeIsRecorded() throws IOException {
    narrate("poison");
    WorkRecord record = new WorkRecords(work.toString()).read("poison").orElseThrow();
    assertEquals("/books/poison.epub", record.source());
    assertEquals("Same title", record.title());
    assertEquals(
        List.of(true, true, false),
        record.takes().stream().map(take -> take.take().isPresent()).toList());
    // The first two say the same.
    assertEquals(record.takes().get(0).request(), record.takes().get(1).request());
    assertEquals(
        record.takes().get(0).request(), record.takes().get(0).take().orElseThrow().address());
    assertEquals(List.of("poison"), new WorkRecords(work.toString()).ids());
    assertEquals(Optional.empty(), new WorkRecords(work.toString()).read("../reports/job/poison"));
  }

  private Map<String, BookReport> narrate(String... bookIds) throws IOException {
    BlobStore blobs = new BlobStore(work.toString());
    JobReports<BookReport> reports = new JobReports<>(work.toString(), "job", BookReport.class);
    reports.clear();
    NarrationStages stages =
        new NarrationStages(
            new Stage<>(new ReadFn(blobs)),
            new Stage<>(new SpeakFn(new TakeStore(work.toString(), new RawCodec()))),
            new Stage<>(new AssembleFn(blobs)));
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline
        .apply(
            Create.of(java.util.Arrays.stream(bookIds).map(NarrateBooksTest::source).toList())
                .withCoder(io.rhapsode.pipeline.coder.JsonCoder.of(BookSource.class)))
        .apply(
            new NarrateBooks(
                stages,
                blobs,
                new WorkRecords(work.toString()),
                new SpeakingOrder(JobVoices.of(List.of(Voices.tone("tone"))), 0, 2, 2),
                reports,
                work.resolve("out").toString(),
                JobAddress.here("job")));
    pipeline.run().waitUntilFinish();
    return reports.read().stream().collect(Collectors.toMap(BookReport::workId, row -> row));
  }

  private static BookSource source(String bookId) {
    return new BookSource(
        bookId,
        "/books/" + bookId + ".epub",
        "tone",
        Optional.empty(),
        ChapterSelection.ALL,
        Optional.empty());
  }

  private static final class Stage<I, O> extends PTransform<PCollection<I>, PCollection<O>>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final DoFn<I, O> work;

    private Stage(DoFn<I, O> work) {
      this.work = work;
    }

    @Override
    public PCollection<O> expand(PCollection<I> input) {
      return input.apply(ParDo.of(work));
    }
  }

  private static final class ReadFn extends DoFn<BookSource, ReadOutcome> {
    private static final long serialVersionUID = 1L;
    private final BlobStore blobs;

    private ReadFn(BlobStore blobs) {
      this.blobs = blobs;
    }

    @ProcessElement
    public void processElement(@Element BookSource source, OutputReceiver<ReadOutcome> out)
        throws IOException {
      String id = source.bookId();
      if (id.equals("broken")) {
        Failure failure =
            Failure.of(FailureCode.MALFORMED_DOCUMENT, "read", source.path(), "not a book");
        out.output(new ReadOutcome.Unreadable(id, failure));
        return;
      }
      BookPlan plan =
          Plans.ofSentences(id, "Same title", "Again.", "Again.", id.replaceFirst("-.*", ""));
      out.output(
          new ReadOutcome.Planned(
              new PlanReference(id, source.path(), "Same title", blobs.putJson(plan), 3, 15, 1)));
    }
  }

  private static final class SpeakFn extends DoFn<KV<String, Iterable<SpeechTask>>, SpeechOutcome> {
    private static final long serialVersionUID = 1L;
    private final TakeStore takes;

    private SpeakFn(TakeStore takes) {
      this.takes = takes;
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<SpeechTask>> batch, OutputReceiver<SpeechOutcome> out)
        throws IOException {
      for (SpeechTask task : batch.getValue()) {
        out.output(speak(task));
      }
    }

    private SpeechOutcome speak(SpeechTask task) throws IOException {
      if (task.request().text().equals("poison")) {
        return new SpeechOutcome.Unspoken(
            task.uses(),
            Failure.of(FailureCode.SYNTHESIS_FAILED, "speak", task.source(), "cannot say it"));
      }
      Optional<Take> found = takes.find(task.address());
      PcmClip clip = new PcmClip(24_000, new float[task.request().text().length()]);
      Take take = found.isPresent() ? found.get() : takes.put(task.address(), clip, List.of());
      return new SpeechOutcome.Spoken(task.uses(), take.reference(), found.isPresent(), 5);
    }
  }

  private static final class AssembleFn extends DoFn<WorkTakes, BookReport> {
    private static final long serialVersionUID = 1L;
    private final BlobStore blobs;

    private AssembleFn(BlobStore blobs) {
      this.blobs = blobs;
    }

    @ProcessElement
    public void processElement(@Element WorkTakes book, OutputReceiver<BookReport> out)
        throws IOException {
      BookPlan plan = blobs.getJson(book.plan().blob(), BookPlan.class);
      Coverage coverage =
          Ledger.check(
              plan,
              book.failures().stream().map(UtteranceOutcome::ordinal).collect(Collectors.toSet()));
      out.output(
          BookReport.withoutAudio(
              new WorkFacts(
                  plan.bookId(),
                  plan.source(),
                  book.outputName(),
                  coverage.complete() ? WorkStatus.COMPLETE : WorkStatus.PARTIAL,
                  Optional.of(coverage),
                  1,
                  plan.utterances().size(),
                  book.made(),
                  book.reused(),
                  false,
                  "fingerprint",
                  new StageTimes(0, 0, 0),
                  List.of(),
                  book.failuresIn(plan),
                  List.of(),
                  List.of())));
    }
  }
}
