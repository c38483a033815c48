package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.graph.NarrateBooks;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.graph.GraphRun;
import io.rhapsode.workflows.run.graph.GraphRunner;
import io.rhapsode.workflows.run.graph.JobNeeds;
import io.rhapsode.workflows.run.graph.LocalRunner;
import io.rhapsode.workflows.run.graph.RunnerOptions;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;

/** Runs a job: the graph over its documents, and brings home what became of them. Used once. */
public final class NarrateRunner {
  private static final double NANOS = 1e9;
  private static final String STAGE = "narrate";

  private final NarrateSettings settings;
  private final JobFolders folders;
  private final List<BookSource> sources;
  private final JobVoices voices;
  private final StageFactory factory;
  private final String jobId = UUID.randomUUID().toString();

  /**
   * Looks up every voice that the job names.
   *
   * @param folders stay the caller's, who keeps other jobs out of them
   * @throws UsageException when there is no such voice
   */
  public NarrateRunner(NarrateJob job, JobFolders folders, StageFactory factory)
      throws UsageException {
    this.settings = job.settings();
    this.sources = job.books();
    this.folders = requireNonNull(folders, "folders is null");
    this.factory = requireNonNull(factory, "factory is null");
    this.voices = factory.voices(settings).voicesOf(sources);
  }

  /** The voices that will speak. */
  public Collection<Voice> voices() {
    return voices.all();
  }

  /**
   * Narrates the documents, and those whose takes the store lost meanwhile once more. When the
   * graph itself breaks, the books that were not finished are reported as failed with the cause.
   *
   * @throws IOException when the work folder cannot be used
   * @throws UsageException when the cluster cannot be used; nothing was begun
   */
  public JobResult<BookReport> narrate(JobProgress progress) throws IOException, UsageException {
    try (GraphRunner runner = GraphRunner.open(needs(), jobId)) {
      return narrate(runner, progress);
    }
  }

  private JobNeeds needs() {
    List<Path> files = sources.stream().map(source -> Path.of(source.path())).toList();
    return new JobNeeds(settings, folders, sources.size(), files, voices.all());
  }

  private JobResult<BookReport> narrate(GraphRunner runner, JobProgress progress)
      throws IOException {
    long start = System.nanoTime();
    folders.tidy();
    FinishedBooks finished = new FinishedBooks(progress);
    List<BookReport> books = narrate(runner, sources, finished);
    List<BookSource> again = new ArrayList<>();
    for (int i = 0; i < books.size(); i++) {
      if (FinishedBooks.hasLostTakes(books.get(i))) {
        again.add(sources.get(i));
      }
    }
    if (!again.isEmpty()) {
      finished.again();
      Map<String, BookReport> repaired = byBook(narrate(runner, again, finished));
      books = books.stream().map(book -> repaired.getOrDefault(book.bookId(), book)).toList();
    }
    return new JobResult<>(books, (System.nanoTime() - start) / NANOS, voices.all());
  }

  /** One report for each document, in their order. */
  private List<BookReport> narrate(
      GraphRunner runner, List<BookSource> documents, FinishedBooks finished) throws IOException {
    Pipeline pipeline = Pipeline.create(runner.options());
    JobReports<BookReport> reports = new JobReports<>(folders.work(), jobId, BookReport.class);
    NarrationStages stages = factory.stages(settings, folders, voices, runner.job());
    SpeakingOrder order =
        new SpeakingOrder(
            voices, settings.seed(), settings.run().handedUtterances(), runner.parallelism());
    pipeline
        .apply("Documents", Create.of(documents).withCoder(JsonCoder.of(BookSource.class)))
        .apply(
            "Narrate",
            new NarrateBooks(
                stages,
                folders.blobs(),
                order,
                reports,
                folders.output().toString(),
                runner.job()));
    Optional<Failure> broken = GraphRun.run(runner, pipeline, STAGE, reports, finished);
    Map<String, BookReport> kept = new HashMap<>(byBook(reports.read()));
    kept.putAll(finished.reports());
    reports.clear();
    return inOrder(documents, kept, broken);
  }

  private static Map<String, BookReport> byBook(List<BookReport> reports) {
    return reports.stream().collect(Collectors.toMap(BookReport::bookId, Function.identity()));
  }

  /**
   * Reads and plans the documents without narrating them, always in this process.
   *
   * @return one outcome for each document, in their order
   */
  public List<ReadOutcome> plan(JobProgress progress) {
    int parallelism = settings.run().parallelism(sources.size());
    GraphRunner runner = new LocalRunner(RunnerOptions.direct(parallelism), parallelism, jobId);
    Pipeline pipeline = Pipeline.create(runner.options());
    NarrateBooks.read(
            pipeline.apply(
                "Documents", Create.of(sources).withCoder(JsonCoder.of(BookSource.class))),
            factory.stages(settings, folders, voices, runner.job()))
        .apply("Keep", ParDo.of(new KeepOutcomeFn(jobId)));
    try {
      Optional<Failure> broken = GraphRun.run(runner, pipeline, STAGE, progress);
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

  /** Removes the takes used least recently beyond the limit of the settings, if they have one. */
  public void evictTakes() throws IOException {
    folders.evictTakes(settings);
  }

  /** The plan behind an outcome. */
  public BookPlan plan(ReadOutcome.Planned outcome) throws IOException {
    return folders.blobs().getJson(outcome.plan().blob(), BookPlan.class);
  }

  private static List<BookReport> inOrder(
      List<BookSource> documents, Map<String, BookReport> reports, Optional<Failure> broken) {
    List<BookReport> books = new ArrayList<>();
    for (BookSource source : documents) {
      BookReport report = reports.get(source.bookId());
      books.add(
          report == null
              ? BookReport.failed(source.bookId(), source.fileName(), unfinished(source, broken))
              : report);
    }
    return books;
  }

  private static Failure unfinished(BookSource source, Optional<Failure> broken) {
    return GraphRun.unfinished(STAGE, source.path(), broken);
  }
}
