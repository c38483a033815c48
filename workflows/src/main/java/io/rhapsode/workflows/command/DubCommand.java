package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.SoundFormat;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.timing.TimingLimits;
import io.rhapsode.pipeline.report.DubReport;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.console.Interruption;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.likeness.ClonedVoices;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.JobFolders;
import io.rhapsode.workflows.run.JobLock;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dubs a film. */
@Command(
    name = "dub",
    description = "Gives a film spoken tracks in further languages, in time with its subtitles.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the dub is complete",
      "1:nothing was made",
      "2:nothing was begun: a flag, a setting, a plan or a folder is wrong",
      "3:some lines are missing",
      "130, 143:stopped by Ctrl-C or a signal; run the same command to go on"
    })
final class DubCommand implements Callable<Integer> {
  private static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";

  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILM",
      description =
          "The film (MP4, MOV, MKV, WebM and others). Without one an audio file is made for each"
              + " language.")
  private Path film;

  @Option(
      names = "--subtitles",
      required = true,
      paramLabel = "LANGUAGE=FILE",
      description = "What is said in a language; once for each language.")
  private Map<String, Path> subtitles = new LinkedHashMap<>();

  @Mixin private SynthesisOptions synthesis;

  @Option(
      names = "--cast",
      paramLabel = "FILE",
      description = "Who plays whom, as YAML. With --dry-run it is written if it is not there yet.")
  private Path cast;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "What is said and when, as YAML. With --dry-run it is written if it is not there yet;"
              + " otherwise it is followed instead of the subtitles.")
  private Path plan;

  @Option(names = "--dry-run", description = "Plan only: nothing is spoken.")
  private boolean dryRun;

  @Option(
      names = "--bed",
      paramLabel = "BED",
      defaultValue = DubSettings.NONE,
      description =
          "What is heard behind the dialogue: none (default), original (the film's own sound,"
              + " turned down under speech) or a file of music and effects.")
  private String bed;

  @Option(
      names = "--loudness",
      paramLabel = "GOAL",
      defaultValue = "original",
      description =
          "Of the dialogue: original (default: as in the film, or web), web (-16 LUFS), broadcast"
              + " (-23) or netflix (-27).")
  private DialogueGoal loudness;

  @Option(
      names = "--most-stretch",
      paramLabel = "FACTOR",
      defaultValue = "1.15",
      description = "How much shorter a take may be made, 1 to 1.25 (default: 1.15).")
  private double mostStretch;

  @Option(names = "--drop-original", description = "The film's own sound is no track any more.")
  private boolean dropOriginal;

  @Option(names = "--embed-subtitles", description = "Put the fitted subtitles into the film too.")
  private boolean embed;

  @Option(names = "--stems", description = "Dialogue, bed and mix as WAV too.")
  private boolean stems;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "wav",
      description = "Without a film: wav (default), flac, mp3 or m4a.")
  private SoundFormat format;

  @Option(names = "--out", description = "Where the films go (default: out).", paramLabel = "DIR")
  private String output;

  @Mixin private RunningOptions running;

  @Option(
      names = "--work",
      description = "Where takes are kept between runs; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  private boolean json;

  @Option(names = "--verbose", description = "Show the details of errors as well.")
  private boolean verbose;

  DubCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateSettings settings = settings();
    JobFolders folders = JobFolders.of(settings, Path.of(""));
    DubJob job = job(settings, folders);
    try (JobLock lock = dryRun ? JobLock.ofWork(folders) : JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      DubRunner dub = new DubRunner(job, folders, stages);
      Announcer announcer = new Announcer(out, err, quiet, json, verbose);
      if (dryRun) {
        return new DubDryRun(dub, announcer, Optional.ofNullable(plan), Optional.ofNullable(cast))
            .show(job);
      }
      return dub(settings, dub, folders, announcer);
    }
  }

  private int dub(NarrateSettings settings, DubRunner dub, JobFolders folders, Announcer announcer)
      throws IOException, UsageException {
    ProgressView view = announcer.view();
    JobMeter meter = new JobMeter(1, view, System::nanoTime);
    JobResult<DubReport> result;
    try (Interruption interruption = new Interruption(err);
        ProgressTicker ticker = new ProgressTicker(meter, view)) {
      result = dub.dub(meter);
    }
    announcer.announce(
        result.with(ClonedVoices.of(settings, err).compare(result.voices())), folders);
    dub.evictTakes();
    return result.exitCode();
  }

  private NarrateSettings settings() throws UsageException {
    SettingsReader reader = synthesis.reader(Installation.home());
    SynthesisOptions.overlay(reader, "--out", "audio/folder", output);
    running.overlay(reader);
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    return reader.settings();
  }

  private DubJob job(NarrateSettings settings, JobFolders folders) throws UsageException {
    for (String language : subtitles.keySet()) {
      if (!language.matches(LANGUAGE)) {
        throw new UsageException(
            "--subtitles: '%s' is not a BCP 47 tag such as de or pt-BR".formatted(language));
      }
    }
    Cast players =
        cast != null && (!dryRun || Files.exists(cast))
            ? CastFile.read(cast, settings.voice())
            : new Cast(settings.voice(), List.of());
    Optional<List<PlannedLine>> lines =
        plan != null && (!dryRun || Files.exists(plan))
            ? Optional.of(PlanFile.read(plan))
            : Optional.empty();
    return DubJob.of(
        settings, dubSettings(folders), Optional.ofNullable(film), subtitles, players, lines);
  }

  private DubSettings dubSettings(JobFolders folders) throws UsageException {
    boolean file = !bed.equals(DubSettings.NONE) && !bed.equals(DubSettings.ORIGINAL);
    if (file && !Files.isRegularFile(Path.of(bed))) {
      throw new UsageException(
          "--bed: there is no file %s; it is none, original or a file".formatted(bed));
    }
    if (bed.equals(DubSettings.ORIGINAL) && film == null) {
      throw new UsageException("--bed original: there is no film whose sound it could be");
    }
    try {
      return new DubSettings(
          folders.output().toString(),
          TimingLimits.DEFAULTS.withMostStretch(mostStretch),
          List.of(),
          bed,
          loudness,
          !dropOriginal,
          embed,
          stems,
          format);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--most-stretch: " + e.getMessage(), e);
    }
  }
}
