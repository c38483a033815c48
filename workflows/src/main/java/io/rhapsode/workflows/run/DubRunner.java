package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.dub.DubPlanner;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.graph.dub.DubVideos;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.graph.GraphRun;
import io.rhapsode.workflows.run.graph.GraphRunner;
import io.rhapsode.workflows.run.graph.JobNeeds;
import io.rhapsode.workflows.settings.DubbingSettings;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;

/** Runs a dub: the graph over its films, and brings home what became of them. Used once. */
public final class DubRunner {
  /** What is attempted, for failures. */
  static final String STAGE = "dub";

  private static final double NANOS = 1e9;

  private final DubJob job;
  private final JobFolders folders;
  private final StageFactory factory;
  private final JobVoices voices;
  private final String jobId = UUID.randomUUID().toString();

  /**
   * Looks up every voice that the job names.
   *
   * @param folders stay the caller's, who keeps other jobs out of them
   * @throws UsageException when there is no such voice
   */
  public DubRunner(DubJob job, JobFolders folders, StageFactory factory) throws UsageException {
    this.job = requireNonNull(job, "job is null");
    this.folders = requireNonNull(folders, "folders is null");
    this.factory = requireNonNull(factory, "factory is null");
    this.voices = factory.voices(job.settings()).named(names(job.films()));
  }

  /** Every voice that films name. */
  public static List<String> names(List<DubSource> films) {
    Set<String> names = new LinkedHashSet<>();
    for (DubSource film : films) {
      film.cast().voices().forEach(names::add);
      for (PlannedLine line : film.lines().orElse(List.of())) {
        line.voice().ifPresent(names::add);
      }
    }
    return List.copyOf(names);
  }

  /** The voices that will speak. */
  public Collection<Voice> voices() {
    return voices.all();
  }

  /** Whether a voice of the job speaks a language. */
  public boolean speaks(String voice, String language) {
    return voices.speaking(voice, language).isPresent();
  }

  /** Plans a film without speaking. */
  public DubPlan plan(DubSource film) throws FailureException {
    DubbingSettings dub = job.settings().dub();
    return new DubPlanner(dub.subtitles(), dub.dialogue(), voices).plan(film);
  }

  /**
   * Dubs the films, and those whose takes the store lost meanwhile once more. When the graph itself
   * breaks, the films that were not finished are reported as failed with the cause.
   *
   * @throws IOException when the work folder cannot be used
   * @throws UsageException when the cluster cannot be used; nothing was begun
   */
  public JobResult<DubReport> dub(JobProgress progress) throws IOException, UsageException {
    new DetachedJobs(folders).requireNoneRunning();
    try (GraphRunner runner = GraphRunner.open(needs(), jobId)) {
      return dub(runner, progress);
    }
  }

  private static List<Path> files(List<DubSource> films) {
    Set<Path> files = new LinkedHashSet<>();
    for (DubSource film : films) {
      film.video().map(Path::of).ifPresent(files::add);
      film.tracks().forEach(track -> files.add(Path.of(track.path())));
    }
    return List.copyOf(files);
  }

  private JobNeeds needs() {
    return new JobNeeds(
        job.settings(), folders, job.films().size(), files(job.films()), voices.all());
  }

  private JobResult<DubReport> dub(GraphRunner runner, JobProgress progress) throws IOException {
    long start = System.nanoTime();
    folders.tidy();
    List<DubReport> films = dub(runner, job.films(), progress);
    List<DubSource> again = job.films().stream().filter(film -> hasLostTakes(film, films)).toList();
    List<DubReport> repaired = again.isEmpty() ? List.of() : dub(runner, again, progress);
    Map<String, DubReport> byId = byId(repaired);
    List<DubReport> all =
        films.stream().map(film -> byId.getOrDefault(film.workId(), film)).toList();
    return new JobResult<>(all, (System.nanoTime() - start) / NANOS, voices.all());
  }

  private static boolean hasLostTakes(DubSource film, List<DubReport> reports) {
    return reports.stream()
        .filter(report -> report.workId().equals(film.dubId()))
        .anyMatch(FinishedBooks::hasLostTakes);
  }

  /**
   * Leaves the dub to a cluster.
   *
   * @return what finds it again
   * @throws UsageException when there is no cluster to leave it to, or it cannot be used
   */
  public DetachedJob detach() throws IOException, UsageException {
    return new DetachedJobs(folders)
        .leave(
            needs(),
            jobId,
            runner -> graph(runner, job.films(), reports()),
            List.of(),
            job.films());
  }

  private JobReports<DubReport> reports() {
    return new JobReports<>(folders.work(), jobId, DubReport.class);
  }

  private List<DubReport> dub(GraphRunner runner, List<DubSource> films, JobProgress progress)
      throws IOException {
    JobReports<DubReport> reports = reports();
    Pipeline pipeline = graph(runner, films, reports);
    return collect(films, reports, GraphRun.run(runner, pipeline, STAGE, reports, progress));
  }

  private Pipeline graph(GraphRunner runner, List<DubSource> films, JobReports<DubReport> reports) {
    NarrateSettings settings = job.settings();
    Pipeline pipeline = Pipeline.create(runner.options());
    SpeakingOrder order =
        new SpeakingOrder(
            voices, settings.seed(), settings.run().handedUtterances(), runner.parallelism());
    pipeline
        .apply("Films", Create.of(films).withCoder(JsonCoder.of(DubSource.class)))
        .apply(
            "Dub",
            new DubVideos(
                factory.dubStages(
                    settings, job.dub(), runner.runtime(), folders, voices, runner.job()),
                folders.blobs(),
                folders.records(),
                order,
                reports,
                folders.output().toString(),
                runner.job()));
    return pipeline;
  }

  /**
   * One report for each film, in their order, and none left in the work folder.
   *
   * @param broken why the graph broke, if it did: what has no report has failed of it
   */
  static List<DubReport> collect(
      List<DubSource> films, JobReports<DubReport> reports, Optional<Failure> broken)
      throws IOException {
    Map<String, DubReport> finished = byId(reports.read());
    reports.clear();
    return films.stream()
        .map(
            film ->
                finished.getOrDefault(
                    film.dubId(),
                    DubReport.failed(
                        film.dubId(),
                        film.title(),
                        GraphRun.unfinished(STAGE, film.path(), broken))))
        .toList();
  }

  private static Map<String, DubReport> byId(List<DubReport> reports) {
    return reports.stream().collect(Collectors.toMap(WorkReport::workId, Function.identity()));
  }
}
