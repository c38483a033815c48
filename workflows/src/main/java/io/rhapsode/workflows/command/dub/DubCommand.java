package io.rhapsode.workflows.command.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.SoundFormat;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.workflows.command.job.SpokenJob;
import io.rhapsode.workflows.command.option.AnnouncingOptions;
import io.rhapsode.workflows.command.option.DetachOption;
import io.rhapsode.workflows.command.option.ListeningOptions;
import io.rhapsode.workflows.command.option.RunningOptions;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.command.voice.OriginalVoices;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.DubRequest;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.dubbing.SceneCutsFile;
import io.rhapsode.workflows.job.FilmRows;
import io.rhapsode.workflows.review.ReviewEdits;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dubs a film. */
@Command(
    name = "dub",
    description = "Gives films spoken tracks in further languages, in time with their subtitles.",
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
public final class DubCommand implements Callable<Integer> {
  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILM",
      description =
          "The film (MP4, MOV, MKV, WebM and others). Without one an audio file is made for each"
              + " language. Or a job: a CSV file with the columns film, language and subtitles.")
  private Path film;

  @Option(
      names = "--subtitles",
      paramLabel = "LANGUAGE=FILE",
      description =
          "What is said in a language; once for each language. track:N is the N-th track of the"
              + " film, from 1.")
  private Map<String, String> subtitles = new LinkedHashMap<>();

  @Mixin private SynthesisOptions synthesis;

  @Mixin private TranslationOptions translation;

  @Option(
      names = "--cast",
      paramLabel = "FILE",
      description = "Who plays whom, as YAML. With --dry-run it is written if it is not there yet.")
  private Path cast;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "What is said and when, as YAML or CSV. With --dry-run it is written if it is not there"
              + " yet, with a CSV beside the YAML; otherwise it is followed instead of the"
              + " subtitles.")
  private Path plan;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description =
          "Where what is said is written back into the XLIFF that it came from, a file for each"
              + " language; also with --dry-run.")
  private Path export;

  @Option(names = "--dry-run", description = "Plan only: nothing is spoken.")
  private boolean dryRun;

  @Option(
      names = "--scene-cuts",
      paramLabel = "FILE",
      description =
          "Where the picture changes: a time a line, as seconds (12.48) or 00:00:12.480. Lines do"
              + " not run over a cut unless they must.")
  private Path sceneCuts;

  @Mixin private BedOptions bed;

  @Option(
      names = "--loudness",
      paramLabel = "GOAL",
      description =
          "Of the dialogue: original (default: as in the film, or web), web (-16 LUFS), broadcast"
              + " (-23) or netflix (-27).")
  private DialogueGoal loudness;

  @Option(
      names = "--most-stretch",
      paramLabel = "FACTOR",
      description = "How much shorter a take may be made, 1 to 1.25 (default: 1.15).")
  private Double mostStretch;

  @Option(names = "--drop-original", description = "The film's own sound is no track any more.")
  private boolean dropOriginal;

  @Option(names = "--embed-subtitles", description = "Put the fitted subtitles into the film too.")
  private boolean embed;

  @Option(names = "--stems", description = "Dialogue, bed and mix as WAV too.")
  private boolean stems;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Without a film: wav (default), flac, mp3 or m4a.")
  private SoundFormat format;

  @Option(names = "--out", description = "Where the films go (default: out).", paramLabel = "DIR")
  private String output;

  @Mixin private ListeningOptions listening;

  @Mixin private RunningOptions running;

  @Option(
      names = "--work",
      description = "Where takes are kept between runs; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  @Mixin private DetachOption detaching;

  @Mixin private AnnouncingOptions announcing;

  public DubCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    NarrateSettings settings = settings();
    JobFolders folders = JobFolders.of(settings, Path.of(""));
    CastFile.Casting casting = casting(settings);
    DubJob uncast = job(settings, folders, casting);
    try (JobLock lock = dryRun ? JobLock.ofWork(folders) : JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      DubJob asked = dryRun ? uncast : cloned(uncast, casting, folders);
      Announcer announcer = announcing.announcer(out, err);
      DubJob edited =
          plan == null
              ? new ReviewEdits(folders.output()).followed(asked, announcer::remark)
              : asked;
      DubJob job = translation.wanted() ? translation.translated(edited, folders, stages) : edited;
      DubRunner dub = new DubRunner(job, folders, stages);
      if (export != null) {
        new DubExport(export, dub, announcer).write(asked, job);
      }
      if (dryRun) {
        return new DubDryRun(dub, announcer, Optional.ofNullable(plan), Optional.ofNullable(cast))
            .show(job);
      }
      SpokenJob spoken = new SpokenJob(job.settings(), folders, announcer);
      spoken.tellVoices(stages);
      spoken.requireMeans(dub.voices());
      new WorkRequests(folders).keep(job, plan == null);
      if (detaching.detach()) {
        detaching.tell(dub.detach(), announcer, out);
        return JobResult.COMPLETE;
      }
      return spoken.run(job.films().size(), dub::dub);
    }
  }

  private NarrateSettings settings() throws UsageException {
    SettingsReader reader = synthesis.reader(Installation.home());
    SynthesisOptions.overlay(reader, "--out", "audio/folder", output);
    listening.overlay(reader);
    running.overlay(reader);
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    bed.overlay(reader);
    SynthesisOptions.overlay(reader, "--loudness", "dub/loudness", loudness);
    SynthesisOptions.overlay(reader, "--most-stretch", "dub/timing/mostStretch", mostStretch);
    SynthesisOptions.overlay(
        reader, "--drop-original", "dub/keepOriginal", told(dropOriginal, false));
    SynthesisOptions.overlay(reader, "--embed-subtitles", "dub/embedSubtitles", told(embed, true));
    SynthesisOptions.overlay(reader, "--stems", "dub/stems", told(stems, true));
    SynthesisOptions.overlay(reader, "--format", "dub/format", format);
    return reader.settings();
  }

  /** What a switch says, if it was given. */
  private static Boolean told(boolean given, boolean meaning) {
    return given ? meaning : null;
  }

  private DubJob cloned(DubJob job, CastFile.Casting casting, JobFolders folders)
      throws UsageException {
    OriginalVoices voices = new OriginalVoices(spec.root().version()[0], Clock.systemUTC(), err);
    return new ClonedCast(casting.clones(), voices, folders, stages).of(job);
  }

  private CastFile.Casting casting(NarrateSettings settings) throws UsageException {
    return cast != null && (!dryRun || Files.exists(cast))
        ? CastFile.read(cast, settings.voice())
        : new CastFile.Casting(new Cast(settings.voice(), List.of()), List.of());
  }

  private DubJob job(NarrateSettings settings, JobFolders folders, CastFile.Casting casting)
      throws UsageException {
    Cast players = casting.cast();
    boolean many = film != null && film.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    if (many && (plan != null || !subtitles.isEmpty() || sceneCuts != null)) {
      throw new UsageException(
          "--plan, --subtitles and --scene-cuts are of one film; %s names films and subtitles"
              .formatted(film));
    }
    if (!many && subtitles.isEmpty()) {
      throw new UsageException("--subtitles LANGUAGE=FILE is missing: what is to be said?");
    }
    List<Long> cuts = sceneCuts == null ? List.of() : SceneCutsFile.read(sceneCuts);
    DubSettings dub = settings.dub().assembly(folders.output(), cuts);
    BedOptions.require(dub, film != null, many);
    Path extracted = folders.output().resolve(".subtitles");
    List<DubRequest> requests =
        many ? FilmRows.read(film) : List.of(DubRequest.of(Optional.ofNullable(film), subtitles));
    Optional<List<PlannedLine>> lines =
        plan != null && (!dryRun || Files.exists(plan))
            ? Optional.of(PlanFile.read(plan))
            : Optional.empty();
    List<DubSource> films = new ArrayList<>();
    for (DubRequest request : requests) {
      films.add(request.source(players, lines, extracted));
    }
    return new DubJob(settings, dub, films);
  }
}
