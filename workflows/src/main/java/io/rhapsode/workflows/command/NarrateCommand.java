package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.command.option.ChosenVoices;
import io.rhapsode.workflows.command.option.NeuralDevice;
import io.rhapsode.workflows.command.option.SettingsOptions;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.DryRun;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.Interruption;
import io.rhapsode.workflows.definition.InputFinder;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.likeness.ClonedVoices;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.review.ReviewEdits;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.DetachedJob;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Narrates documents. */
@Command(
    name = "narrate",
    description = "Makes an audiobook of each document.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every book is complete",
      "1:no book was made",
      "2:nothing was begun: a flag, a setting, a manifest or a folder is wrong",
      "3:some books or parts of them are missing",
      "130, 143:stopped by Ctrl-C or a signal; run the same command to go on"
    })
final class NarrateCommand implements Callable<Integer> {
  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "Documents, or folders that are searched for documents (EPUB, PDF, DOCX, DOC, ODT, RTF,"
              + " HTML, FB2, Markdown, plain text).")
  private List<Path> inputs;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--chapters",
      description = "Chapters to narrate, such as 2-4,7 or 9-.",
      paramLabel = "RANGES")
  private String chapters;

  @Option(
      names = "--manifest",
      description =
          "The plan of one book, as YAML. With --dry-run it is written if it is not there yet;"
              + " otherwise it is followed exactly.",
      paramLabel = "FILE")
  private Path manifest;

  @Option(names = "--dry-run", description = "Read and plan only: chapters, words, hours, skips.")
  private boolean dryRun;

  @Option(
      names = "--detach",
      description =
          "Leave the job to the cluster of --flink and end; `rhapsode attach` follows it.")
  private boolean detach;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  private boolean json;

  @Option(names = "--verbose", description = "Show the details of errors as well.")
  private boolean verbose;

  NarrateCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateJob asked = job();
    JobFolders folders = JobFolders.of(asked.settings(), Path.of(""));
    try (JobLock lock = dryRun ? JobLock.ofWork(folders) : JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      NarrateJob job = new ReviewEdits(folders.output()).followed(asked, this::tell);
      NarrateRunner runner = new NarrateRunner(job, folders, stages);
      Announcer announcer = new Announcer(out, err, quiet, json, verbose);
      if (!quiet) {
        InputFinder.passedOver(inputs)
            .forEach(
                file ->
                    err.println(
                        "passed over: %s has no extension; name the file itself to narrate it"
                            .formatted(file)));
      }
      if (dryRun) {
        return new DryRun(runner, announcer, Optional.ofNullable(manifest)).show(job.books());
      }
      if (!quiet && !json && job.settings().voice().equals(JobVoices.AUTO)) {
        err.println(ChosenVoices.describe(stages.voices(job.settings()).automatic()));
      }
      new WorkRequests(folders).keep(asked);
      if (detach) {
        return leave(runner);
      }
      if (job.settings().run().cluster().isEmpty()) {
        requireDevice(job.settings(), runner.voices());
        requireRecogniser(job.settings());
      }
      return narrate(job, runner, folders, announcer);
    }
  }

  private void tell(String message) {
    if (!quiet && !json) {
      err.println(message);
    }
  }

  private int leave(NarrateRunner runner) throws IOException, UsageException {
    DetachedJob left = runner.detach();
    if (json) {
      new JsonLinesView(out)
          .event("detached", Map.of("job", left.id(), "flinkJob", left.flinkJob()));
    } else if (!quiet) {
      out.println(
          "job %s is left to %s; `rhapsode attach %s` with the same --work follows it"
              .formatted(left.id(), left.address(), left.id()));
    }
    return JobResult.COMPLETE;
  }

  /** Refuses a device that is not there before any work, and says which one is used. */
  private void requireDevice(NarrateSettings settings, Collection<Voice> voices)
      throws UsageException {
    boolean neural =
        voices.stream().anyMatch(voice -> SpeechEngines.standard().usesDevice(voice.engine()));
    if (neural || settings.synthesis().device().startsWith("cuda")) {
      String chosen = NeuralDevice.require(settings);
      if (!quiet && !json) {
        err.println("neural voices speak on " + chosen);
      }
    }
  }

  /** Refuses to listen to words with a model that is not there, before any work. */
  private static void requireRecogniser(NarrateSettings settings) throws UsageException {
    if (settings.listen().mode() == QualityMode.ASR) {
      try {
        Listeners.recogniser(settings.listen());
      } catch (IOException e) {
        throw new UsageException(e.getMessage(), e);
      }
    }
  }

  private int narrate(NarrateJob job, NarrateRunner runner, JobFolders folders, Announcer announcer)
      throws IOException, UsageException {
    ProgressView view = announcer.view();
    JobMeter meter = new JobMeter(job.books().size(), view, System::nanoTime);
    JobResult<BookReport> result;
    try (Interruption interruption = new Interruption(err);
        ProgressTicker ticker = new ProgressTicker(meter, view)) {
      result = runner.narrate(meter);
    }
    int exitCode =
        announce(
            result.with(ClonedVoices.of(job.settings(), err).compare(result.voices())),
            folders,
            announcer);
    runner.evictTakes();
    return exitCode;
  }

  /** Audiobooks do not count as missing because the report on them cannot be written. */
  private int announce(JobResult<BookReport> result, JobFolders folders, Announcer announcer) {
    try {
      announcer.announce(result, folders);
      return result.exitCode();
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return result.exitCode() == JobResult.COMPLETE ? JobResult.PARTIAL : result.exitCode();
    }
  }

  private NarrateJob job() throws UsageException {
    NarrateSettings settings = options.settings(Installation.home());
    boolean follow = manifest != null && (!dryRun || Files.exists(manifest));
    Optional<BookManifest> edited =
        follow ? Optional.of(ManifestFile.read(manifest)) : Optional.empty();
    NarrateJob job = NarrateJob.of(settings, inputs, selection(), edited);
    if (manifest != null && job.books().size() != 1) {
      throw new UsageException(
          "--manifest is the plan of one book, but %d documents were given"
              .formatted(job.books().size()));
    }
    return job;
  }

  private ChapterSelection selection() throws UsageException {
    try {
      return chapters == null ? ChapterSelection.ALL : ChapterSelection.parse(chapters);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--chapters: " + e.getMessage(), e);
    }
  }
}
