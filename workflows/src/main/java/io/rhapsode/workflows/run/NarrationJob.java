package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ReadOutcome;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.graph.NarrateBooks;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the graph over documents and brings home what became of them. Used once. */
public final class NarrationJob {
  private static final Logger LOGGER = LoggerFactory.getLogger(NarrationJob.class);
  private static final double NANOS = 1e9;

  private final NarrateSettings settings;
  private final JobFolders folders;
  private final List<BookSource> sources;
  private final Map<String, Voice> voices;
  private final StageFactory factory;
  private final String jobId = UUID.randomUUID().toString();

  /**
   * @param sources at least one document
   * @param voices every voice they name, by name
   */
  public NarrationJob(
      NarrateSettings settings,
      JobFolders folders,
      List<BookSource> sources,
      Map<String, Voice> voices,
      StageFactory factory) {
    this.settings = requireNonNull(settings, "settings is null");
    this.folders = requireNonNull(folders, "folders is null");
    this.sources = List.copyOf(sources);
    this.voices = Map.copyOf(voices);
    this.factory = requireNonNull(factory, "factory is null");
  }

  /**
   * Narrates the documents. When the graph itself breaks, the books that were not finished are
   * reported as failed with the cause.
   *
   * @throws IOException when the work folder cannot be used
   */
  public JobResult narrate(JobProgress progress) throws IOException {
    long start = System.nanoTime();
    folders.tidy();
    PipelineOptions options = RunnerOptions.of(settings.run(), sources.size());
    Pipeline pipeline = Pipeline.create(options);
    JobReports reports = new JobReports(folders.work(), jobId);
    NarrationStages stages = factory.stages(settings, folders, voices, jobId);
    SpeakingOrder order =
        new SpeakingOrder(
            voices,
            settings.seed(),
            settings.run().handedUtterances(),
            settings.run().parallelism(sources.size()));
    pipeline
        .apply("Documents", Create.of(sources).withCoder(JsonCoder.of(BookSource.class)))
        .apply(
            "Narrate",
            new NarrateBooks(
                stages, folders.blobs(), order, reports, folders.output().toString(), jobId));
    Optional<Failure> broken = run(pipeline, progress);
    List<BookReport> books = inOrder(reports.read(), broken);
    reports.clear();
    return new JobResult(books, (System.nanoTime() - start) / NANOS);
  }

  /**
   * Reads and plans the documents without narrating them, always in this process.
   *
   * @return one outcome for each document, in their order
   */
  public List<ReadOutcome> plan(JobProgress progress) {
    Pipeline pipeline =
        Pipeline.create(RunnerOptions.direct(settings.run().parallelism(sources.size())));
    NarrateBooks.read(
            pipeline.apply(
                "Documents", Create.of(sources).withCoder(JsonCoder.of(BookSource.class))),
            factory.stages(settings, folders, voices, jobId))
        .apply("Keep", ParDo.of(new KeepOutcomeFn(jobId)));
    try {
      Optional<Failure> broken = run(pipeline, progress);
      Map<String, ReadOutcome> byBook = KeepOutcomeFn.kept(jobId);
      return sources.stream()
          .map(
              source ->
                  byBook.getOrDefault(
                      source.bookId(),
                      new ReadOutcome.Unreadable(source.bookId(), unfinished(source, broken))))
          .toList();
    } finally {
      KeepOutcomeFn.forget(jobId);
    }
  }

  /** The plan behind an outcome. */
  public BookPlan plan(ReadOutcome.Planned outcome) throws IOException {
    return folders.blobs().getJson(outcome.plan().blob(), BookPlan.class);
  }

  private Optional<Failure> run(Pipeline pipeline, JobProgress progress) {
    JobProgress.register(jobId, progress);
    try {
      pipeline.run().waitUntilFinish();
      return Optional.empty();
    } catch (RuntimeException e) {
      LOGGER.error("the graph broke", e);
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String message = root.getMessage() == null ? root.toString() : root.getMessage();
      return Optional.of(Failure.of(FailureCode.INTERNAL, "narrate", "", message, e));
    } finally {
      JobProgress.unregister(jobId);
    }
  }

  private List<BookReport> inOrder(List<BookReport> reports, Optional<Failure> broken) {
    Map<String, BookReport> byBook =
        reports.stream().collect(Collectors.toMap(BookReport::bookId, Function.identity()));
    List<BookReport> books = new ArrayList<>();
    for (BookSource source : sources) {
      BookReport report = byBook.get(source.bookId());
      books.add(
          report == null
              ? BookReport.failed(source.bookId(), source.fileName(), unfinished(source, broken))
              : report);
    }
    return books;
  }

  private static Failure unfinished(BookSource source, Optional<Failure> broken) {
    String message =
        broken.map(Failure::message).orElse("the job ended without a report on this document");
    return new Failure(
        FailureCode.INTERNAL,
        "narrate",
        source.path(),
        Optional.empty(),
        "not finished: " + message,
        broken.map(Failure::details).orElse(""));
  }
}
