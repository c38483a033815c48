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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;

/** Runs a job: the graph over its documents, and brings home what became of them. Used once. */
public final class NarrateRunner {
  private static final double NANOS = 1e9;

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
    new DetachedJobs(folders).requireNoneRunning();
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
      Map<String, BookReport> repaired = BookReports.byBook(narrate(runner, again, finished));
      books = books.stream().map(book -> repaired.getOrDefault(book.workId(), book)).toList();
    }
    return new JobResult<>(books, (System.nanoTime() - start) / NANOS, voices.all());
  }

  /**
   * Leaves the narration to a cluster.
   *
   * @return what finds it again
   * @throws UsageException when there is no cluster to leave it to, or it cannot be used
   */
  public DetachedJob detach() throws IOException, UsageException {
    return new DetachedJobs(folders)
        .leave(needs(), jobId, runner -> graph(runner, sources, reports()), sources, List.of());
  }

  private JobReports<BookReport> reports() {
    return new JobReports<>(folders.work(), jobId, BookReport.class);
  }

  private Pipeline graph(
      GraphRunner runner, List<BookSource> documents, JobReports<BookReport> reports) {
    Pipeline pipeline = Pipeline.create(runner.options());
    NarrationStages stages =
        factory.stages(settings, runner.runtime(), folders, voices, runner.job());
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
                folders.records(),
                order,
                reports,
                folders.output().toString(),
                runner.job()));
    return pipeline;
  }

  /** One report for each document, in their order. */
  private List<BookReport> narrate(
      GraphRunner runner, List<BookSource> documents, FinishedBooks finished) throws IOException {
    JobReports<BookReport> reports = reports();
    Pipeline pipeline = graph(runner, documents, reports);
    Optional<Failure> broken = GraphRun.run(runner, pipeline, BookReports.STAGE, reports, finished);
    return BookReports.collect(documents, reports, finished, broken);
  }

  /**
   * Reads and plans the documents without narrating them, always in this process.
   *
   * @return one outcome for each document, in their order
   */
  public List<ReadOutcome> plan(JobProgress progress) {
    int parallelism = settings.run().parallelism(sources.size());
    GraphRunner runner =
        new LocalRunner(
            RunnerOptions.direct(parallelism), parallelism, settings.neuralRuntime(), jobId);
    Pipeline pipeline = Pipeline.create(runner.options());
    NarrateBooks.read(
            pipeline.apply(
                "Documents", Create.of(sources).withCoder(JsonCoder.of(BookSource.class))),
            factory.stages(settings, runner.runtime(), folders, voices, runner.job()))
        .apply("Keep", ParDo.of(new KeepOutcomeFn(jobId)));
    try {
      Optional<Failure> broken = GraphRun.run(runner, pipeline, BookReports.STAGE, progress);
      Map<String, ReadOutcome> byBook = KeepOutcomeFn.kept(jobId);
      return sources.stream()
          .map(
              source ->
                  byBook.getOrDefault(
                      source.bookId(),
                      new ReadOutcome.Unreadable(
                          source.bookId(), BookReports.unfinished(source, broken))))
          .toList();
    } finally {
      KeepOutcomeFn.forget(jobId);
    }
  }

  /** The plan behind an outcome. */
  public BookPlan plan(ReadOutcome.Planned outcome) throws IOException {
    return folders.blobs().getJson(outcome.plan().blob(), BookPlan.class);
  }
}
