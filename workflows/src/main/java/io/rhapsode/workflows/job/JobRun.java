package io.rhapsode.workflows.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.cluster.ProgramFingerprint;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.job.file.RefusedRow;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.review.ReviewEdits;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the works of a job: those that are finished and unchanged cost a look at their files; the
 * others are made in batches of equal settings, a graph each. Used once.
 */
public final class JobRun {
  private static final Logger LOGGER = LoggerFactory.getLogger(JobRun.class);
  private static final double NANOS = 1e9;
  private static final String STAGE = "plan";

  private final JobPlan plan;
  private final StageFactory stages;
  private final JobFolders folders;
  private final Map<NarrateSettings, List<Voice>> voices = new IdentityHashMap<>();
  private final Map<NarrateSettings, String> machines = new IdentityHashMap<>();
  private final Map<String, String> identities = new HashMap<>();

  /** By output folder: hashes of edits, by document or film. */
  private final Map<Path, Map<String, String>> edits = new HashMap<>();

  private final Map<String, WorkReport> reports = new HashMap<>();

  /**
   * @throws UsageException when a folder of the job cannot be used
   */
  public JobRun(JobPlan plan, StageFactory stages) throws UsageException {
    this.plan = requireNonNull(plan, "plan is null");
    this.stages = requireNonNull(stages, "stages is null");
    this.folders = JobFolders.of(plan.settings(), Path.of(""));
  }

  /** The folders of the job as a whole. */
  public JobFolders folders() {
    return folders;
  }

  /** Every folder that works go to, besides that of the job. */
  public Set<Path> furtherOutputs() throws UsageException {
    Set<Path> outputs = new LinkedHashSet<>();
    for (JobWork work : plan.works()) {
      outputs.add(output(work).output());
    }
    outputs.remove(folders.output());
    return outputs;
  }

  /** How many works there are, with the rows that are refused. */
  public int works() {
    return plan.works().size() + plan.refused().size();
  }

  /** Every voice that may speak. */
  public Collection<Voice> voices() throws UsageException {
    Map<String, Voice> all = new LinkedHashMap<>();
    for (JobWork work : plan.works()) {
      voices(work.settings()).forEach(voice -> all.putIfAbsent(voice.name(), voice));
    }
    return all.values();
  }

  /**
   * Makes what is to be made.
   *
   * @throws UsageException when nothing can be begun
   */
  public JobResult<WorkReport> run(JobProgress progress) throws IOException, UsageException {
    long start = System.nanoTime();
    FinishedWorks finished =
        new FinishedWorks(StoreFolder.at(folders.work()), ProgramFingerprint.ofThisProcess());
    List<WorkReport> refused = plan.refused().stream().map(JobRun::refused).toList();
    for (WorkReport report : refused) {
      progress.unreadable(report.workId(), report.failures().get(0).describe());
      progress.finished(report);
    }
    List<JobWork> open = new ArrayList<>();
    for (JobWork work : plan.works()) {
      Optional<String> identity =
          finished.identity(work, machine(work.settings()) + edits(work), voices(work.settings()));
      identity.ifPresent(hash -> identities.put(key(work), hash));
      Optional<WorkReport> earlier = identity.flatMap(hash -> finished.find(work, hash));
      if (earlier.isPresent()) {
        reports.put(key(work), earlier.get());
        progress.planned(work.id(), earlier.get().title(), 0, 0);
        progress.finished(earlier.get());
      } else {
        open.add(work);
      }
    }
    for (List<JobWork> batch : batches(open)) {
      make(batch, finished, progress);
    }
    List<WorkReport> all = new ArrayList<>();
    plan.works().forEach(work -> all.add(reports.get(key(work))));
    all.addAll(refused);
    return new JobResult<>(all, (System.nanoTime() - start) / NANOS, List.copyOf(voices()));
  }

  private void make(List<JobWork> batch, FinishedWorks finished, JobProgress progress)
      throws IOException, UsageException {
    try {
      Map<String, WorkReport> made = new HashMap<>();
      made(batch, progress).forEach(report -> made.put(report.workId(), report));
      for (JobWork work : batch) {
        WorkReport report = made.get(work.id());
        reports.put(key(work), report);
        if (identities.containsKey(key(work))) {
          finished.keep(work, identities.get(key(work)), report);
        }
      }
    } catch (UsageException e) {
      if (reports.isEmpty()) {
        throw e;
      }
      // The rest of the job goes on.
      for (JobWork work : batch) {
        Failure failure = Failure.of(FailureCode.INTERNAL, STAGE, work.source(), e.getMessage(), e);
        WorkReport report = BookReport.failed(work.id(), work.source(), failure);
        reports.put(key(work), report);
        progress.finished(report);
      }
    }
  }

  private List<? extends WorkReport> made(List<JobWork> batch, JobProgress progress)
      throws IOException, UsageException {
    NarrateSettings settings = batch.get(0).settings();
    JobFolders output = output(batch.get(0));
    WorkRequests requests = new WorkRequests(output);
    ReviewEdits edits = new ReviewEdits(output.output());
    boolean edited = !batch.get(0).hasOwnPlan();
    if (batch.get(0) instanceof JobWork.Book) {
      NarrateJob asked =
          new NarrateJob(
              settings, batch.stream().map(work -> ((JobWork.Book) work).book()).toList());
      requests.keep(asked, edited);
      NarrateJob job = edited ? edits.followed(asked, LOGGER::info) : asked;
      return new NarrateRunner(job, output, stages).narrate(progress).books();
    }
    DubJob asked =
        new DubJob(
            settings,
            settings.dub().assembly(output.output(), List.of()),
            batch.stream().map(work -> ((JobWork.Film) work).film()).toList());
    DubJob job = edited ? edits.followed(asked, LOGGER::info) : asked;
    requests.keep(job, edited);
    return new DubRunner(job, output, stages).dub(progress).books();
  }

  /** Hash of what was edited of a work in review and will be followed; empty when nothing was. */
  private String edits(JobWork work) throws IOException, UsageException {
    if (work.hasOwnPlan()) {
      return "";
    }
    Path folder = output(work).output();
    Map<String, String> hashes = edits.get(folder);
    if (hashes == null) {
      hashes = new ReviewEdits(folder).hashes();
      edits.put(folder, hashes);
    }
    return hashes.getOrDefault(work.source(), "");
  }

  /** Works that one graph can make, one behind the other in the order of the plan. */
  private static List<List<JobWork>> batches(List<JobWork> works) {
    Map<String, List<JobWork>> batches = new LinkedHashMap<>();
    for (JobWork work : works) {
      ObjectNode settings = (ObjectNode) StrictMapping.tree(work.settings());
      // Each book has its own voice and language.
      settings.remove(List.of("voice", "language"));
      String kind = work.getClass().getSimpleName();
      batches
          .computeIfAbsent(
              work.row().priority() + kind + work.hasOwnPlan() + settings,
              first -> new ArrayList<>())
          .add(work);
    }
    return List.copyOf(batches.values());
  }

  private static WorkReport refused(RefusedRow row) {
    Failure failure = Failure.of(FailureCode.MANIFEST_MISMATCH, STAGE, row.place(), row.reason());
    return BookReport.failed(row.place(), row.place(), failure);
  }

  private static String key(JobWork work) {
    return work.id() + "\n" + work.settings().audio().folder();
  }

  private static JobFolders output(JobWork work) throws UsageException {
    return JobFolders.of(work.settings(), Path.of(""));
  }

  private List<Voice> voices(NarrateSettings settings) throws UsageException {
    List<Voice> known = voices.get(settings);
    if (known == null) {
      known = stages.voices(settings).named(List.of(settings.voice())).all();
      voices.put(settings, known);
    }
    return known;
  }

  /** What this machine adds to the settings: what profiles and lexicons say. */
  private String machine(NarrateSettings settings) throws IOException, UsageException {
    String known = machines.get(settings);
    if (known == null) {
      try {
        String added =
            Installation.profiles().profiles(settings.audio().profiles())
                + Json.MAPPER.writeValueAsString(
                    LexiconShelf.standard().lexicons(settings.read().lexicons()));
        known = Sha256.hex(added.getBytes(StandardCharsets.UTF_8));
      } catch (YamlException e) {
        throw new UsageException(e.getMessage(), e);
      }
      machines.put(settings, known);
    }
    return known;
  }
}
