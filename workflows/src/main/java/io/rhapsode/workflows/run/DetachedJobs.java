package io.rhapsode.workflows.run;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.FlinkAddress;
import io.rhapsode.workflows.cluster.FlinkCluster;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.graph.GraphRunner;
import io.rhapsode.workflows.run.graph.JobNeeds;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;

/** The jobs of a work folder that were left to their clusters, until somebody fetches them. */
public final class DetachedJobs {
  private static final String FOLDER = "jobs/";

  private final JobFolders folders;
  private final StoreFolder work;

  public DetachedJobs(JobFolders folders) {
    this.folders = folders;
    this.work = StoreFolder.at(folders.work());
  }

  /**
   * Leaves a job to its cluster.
   *
   * @param graph what is submitted
   * @param books what is narrated, if anything is
   * @param films what is dubbed, if anything is
   * @return what finds it again
   * @throws UsageException when there is no cluster to leave it to, or it cannot be used
   */
  DetachedJob leave(
      JobNeeds needs,
      String jobId,
      Function<GraphRunner, Pipeline> graph,
      List<BookSource> books,
      List<DubSource> films)
      throws IOException, UsageException {
    FlinkAddress cluster =
        needs
            .settings()
            .run()
            .cluster()
            .orElseThrow(
                () -> new UsageException("--detach needs a cluster to leave the job to: --flink"));
    requireNoneRunning();
    try (GraphRunner runner = GraphRunner.open(needs, jobId)) {
      folders.tidy();
      DetachedJob job =
          new DetachedJob(
              jobId,
              runner.submit(graph.apply(runner)),
              cluster.toString(),
              System.currentTimeMillis(),
              folders.output().toString(),
              books,
              films,
              needs.voices(),
              needs.settings().audio().publish().provenance());
      work.write(path(job), Json.MAPPER.writeValueAsBytes(job));
      return job;
    } catch (ClusterException e) {
      throw new UsageException("--flink: " + e.getMessage(), e);
    }
  }

  void remove(DetachedJob job) throws IOException {
    work.delete(path(job));
  }

  private static String path(DetachedJob job) {
    return FOLDER + job.id() + ".json";
  }

  /** Every job, in order of name. */
  public List<DetachedJob> all() throws IOException {
    List<DetachedJob> jobs = new ArrayList<>();
    for (StoredFile file : work.list(FOLDER)) {
      Optional<byte[]> json = work.read(file.path());
      if (json.isPresent()) {
        jobs.add(Json.MAPPER.readValue(json.get(), DetachedJob.class));
      }
    }
    return jobs;
  }

  /**
   * The job whose id begins with a text.
   *
   * @throws UsageException when none does, or several do
   */
  public DetachedJob require(String beginning) throws IOException, UsageException {
    List<DetachedJob> found = all().stream().filter(job -> job.id().startsWith(beginning)).toList();
    if (found.size() != 1) {
      throw new UsageException(
          "%s job of this work folder is called '%s' (`rhapsode jobs` lists all)"
              .formatted(found.isEmpty() ? "no" : "more than one", beginning));
    }
    return found.get(0);
  }

  /**
   * What its cluster says of a job: running, finished, failed, canceled, or why nothing is known.
   */
  public static String state(DetachedJob job) {
    try (FlinkCluster cluster = FlinkCluster.connect(FlinkAddress.parse(job.address()))) {
      return cluster.status(JobID.fromHexString(job.flinkJob())).name().toLowerCase(Locale.ROOT);
    } catch (ClusterException e) {
      return "unknown: " + e.getMessage();
    }
  }

  /**
   * Keeps another job out of a work folder in which one still runs on a cluster.
   *
   * @throws UsageException when there is one
   */
  void requireNoneRunning() throws IOException, UsageException {
    for (DetachedJob job : all()) {
      String state = state(job);
      if (state.equals("running") || state.equals("created") || state.equals("restarting")) {
        throw new UsageException(
            "job %s is %s on %s in this work folder; follow it with `rhapsode attach %s`, or give this one its own --work and --out folders"
                .formatted(job.id(), state, job.address(), job.id()));
      }
    }
  }
}
