package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.SoundFormat;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.mux.dub.mix.DialogueGoal;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Role;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.command.option.AnnouncingOptions;
import io.rhapsode.workflows.command.option.RunningOptions;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.command.voice.OriginalVoices;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.DubRequest;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.dubbing.DubJobFile;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.dubbing.SceneCutsFile;
import io.rhapsode.workflows.dubbing.XliffExport;
import io.rhapsode.workflows.review.ReviewEdits;
import io.rhapsode.workflows.review.WorkRequests;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.text.StringTokenizer;
import org.apache.commons.text.matcher.StringMatcherFactory;
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
final class DubCommand implements Callable<Integer> {
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

  @Option(
      names = "--bed",
      paramLabel = "BED",
      description =
          "What is heard behind the dialogue: none (default), original (the film's own sound,"
              + " turned down under speech), separated (the same without its dialogue) or a file"
              + " of music and effects.")
  private String bed;

  @Option(
      names = "--loudness",
      paramLabel = "GOAL",
      description =
          "Of the dialogue: original (default: as in the film, or web), web (-16 LUFS), broadcast"
              + " (-23) or netflix (-27).")
  private DialogueGoal loudness;

  @Option(
      names = "--separate-with",
      paramLabel = "COMMAND",
      description =
          "Who makes --bed separated: a program and its arguments, of which {in} is the WAV file to"
              + " read and {out} the file to write. It is started without a shell.")
  private String separator;

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

  @Mixin private RunningOptions running;

  @Option(
      names = "--work",
      description = "Where takes are kept between runs; .rhapsode by default.",
      paramLabel = "DIR")
  private String work;

  @Mixin private AnnouncingOptions announcing;

  DubCommand(StageFactory stages, PrintStream out, PrintStream err) {
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
      DubJob asked = dryRun ? uncast : withClones(uncast, casting.clones(), folders);
      Announcer announcer = announcing.announcer(out, err);
      DubJob edited =
          plan == null
              ? new ReviewEdits(folders.output()).followed(asked, announcer::remark)
              : asked;
      DubJob job = translation.wanted() ? translation.translated(edited, folders, stages) : edited;
      DubRunner dub = new DubRunner(job, folders, stages);
      export(asked, job, folders);
      if (dryRun) {
        return new DubDryRun(dub, announcer, Optional.ofNullable(plan), Optional.ofNullable(cast))
            .show(job);
      }
      SpokenJob spoken = new SpokenJob(job.settings(), folders, announcer);
      spoken.tellVoices(stages);
      spoken.requireMeans(dub.voices());
      new WorkRequests(folders).keep(job, plan == null);
      return spoken.run(job.films().size(), dub::dub);
    }
  }

  /** Writes back into the XLIFF that was asked to be spoken what is spoken of it. */
  private void export(DubJob asked, DubJob job, JobFolders folders)
      throws IOException, UsageException {
    if (export == null) {
      return;
    }
    XliffExport writer = new XliffExport(job.settings().dub().subtitles(), export);
    int written = 0;
    for (int i = 0; i < job.films().size(); i++) {
      DubSource film = job.films().get(i);
      for (TrackSource track : asked.films().get(i).tracks()) {
        if (XliffExport.isXliff(Path.of(track.path()))) {
          written +=
              export(
                  writer, track, asked.films().get(i), film, new DubRunner(job, folders, stages));
        }
      }
    }
    if (written == 0) {
      throw new UsageException("--export: none of the subtitles are XLIFF (.xlf, .xliff)");
    }
  }

  private int export(
      XliffExport writer, TrackSource track, DubSource asked, DubSource film, DubRunner runner)
      throws IOException {
    try {
      DubPlan plan =
          runner.plan(
              new DubSource(
                  asked.dubId(),
                  asked.video(),
                  List.of(track),
                  asked.cast(),
                  Optional.empty(),
                  List.of()));
      List<PlannedLine> lines = film.lines().orElse(List.of());
      int written = 0;
      for (TrackSource said : film.tracks()) {
        if (said.path().equals(track.path())) {
          out.println(
              "written: " + writer.write(plan, plan.tracks().get(0), said.language(), lines));
          written++;
        }
      }
      return written;
    } catch (FailureException e) {
      // What cannot be read fails when it is dubbed, and costs itself only.
      err.println("--export: " + e.failure().describe());
      return 1;
    }
  }

  private NarrateSettings settings() throws UsageException {
    SettingsReader reader = synthesis.reader(Installation.home());
    SynthesisOptions.overlay(reader, "--out", "audio/folder", output);
    running.overlay(reader);
    SynthesisOptions.overlay(reader, "--work", "work/folder", work);
    boolean separated = bed == null && separator != null;
    SynthesisOptions.overlay(reader, "--bed", "dub/bed", separated ? DubSettings.SEPARATED : bed);
    SynthesisOptions.overlay(reader, "--separate-with", "dub/separateWith", words(separator));
    SynthesisOptions.overlay(reader, "--loudness", "dub/loudness", loudness);
    SynthesisOptions.overlay(reader, "--most-stretch", "dub/timing/mostStretch", mostStretch);
    SynthesisOptions.overlay(
        reader, "--drop-original", "dub/keepOriginal", told(dropOriginal, false));
    SynthesisOptions.overlay(reader, "--embed-subtitles", "dub/embedSubtitles", told(embed, true));
    SynthesisOptions.overlay(reader, "--stems", "dub/stems", told(stems, true));
    SynthesisOptions.overlay(reader, "--format", "dub/format", format);
    return reader.settings();
  }

  /** A command as a program and its arguments; those in quotes may hold spaces. */
  private static List<String> words(String command) {
    return command == null
        ? null
        : new StringTokenizer(command, StringMatcherFactory.INSTANCE.spaceMatcher())
            .setQuoteMatcher(StringMatcherFactory.INSTANCE.quoteMatcher())
            .getTokenList();
  }

  /** What a switch says, if it was given. */
  private static Boolean told(boolean given, boolean meaning) {
    return given ? meaning : null;
  }

  private CastFile.Casting casting(NarrateSettings settings) throws UsageException {
    return cast != null && (!dryRun || Files.exists(cast))
        ? CastFile.read(cast, settings.voice())
        : new CastFile.Casting(new Cast(settings.voice(), List.of()), List.of());
  }

  /** The job with the voices made that are those of the films' own people. */
  private DubJob withClones(DubJob job, List<CastFile.Clone> clones, JobFolders folders)
      throws UsageException {
    if (clones.isEmpty()) {
      return job;
    }
    OriginalVoices voices = new OriginalVoices(spec.root().version()[0], Clock.systemUTC(), err);
    DubRunner planner = new DubRunner(job, folders, stages);
    List<DubSource> films = new ArrayList<>();
    for (DubSource film : job.films()) {
      films.add(withClones(film, clones, planner, voices));
    }
    DubJob cloned = new DubJob(job.settings(), job.dub(), films);
    requireSpeaking(cloned, clones, folders);
    return cloned;
  }

  private static DubSource withClones(
      DubSource film, List<CastFile.Clone> clones, DubRunner planner, OriginalVoices voices)
      throws UsageException {
    if (film.video().isEmpty()) {
      throw new UsageException(
          "--cast: clone: original: there is no film whose people could be heard");
    }
    List<Role> roles = new ArrayList<>(film.cast().roles());
    try {
      DubPlan plan = planner.plan(film);
      for (CastFile.Clone clone : clones) {
        roles.add(voices.role(clone, Path.of(film.video().get()), plan));
      }
    } catch (FailureException e) {
      // What cannot be read fails when it is dubbed, and costs itself only.
      return film;
    }
    Cast all = new Cast(film.cast().voice(), roles);
    return new DubSource(
        film.dubId(), film.video(), film.tracks(), all, film.lines(), film.warnings());
  }

  private void requireSpeaking(DubJob job, List<CastFile.Clone> clones, JobFolders folders)
      throws UsageException {
    DubRunner runner = new DubRunner(job, folders, stages);
    for (DubSource film : job.films()) {
      for (TrackSource track : film.tracks()) {
        for (CastFile.Clone clone : clones) {
          Optional<Role> role = film.cast().role(clone.speaker(), track.language());
          if (role.isPresent() && !runner.speaks(role.get().voice(), track.language())) {
            throw new UsageException(
                ("--cast: role '%s': clone: original: no installed model that clones speaks '%s';"
                        + " `rhapsode models list` shows those that do, or give the role a voice in"
                        + " that language")
                    .formatted(clone.speaker(), track.language()));
          }
        }
      }
    }
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
    requireBed(dub, many);
    Path extracted = folders.output().resolve(".subtitles");
    List<DubRequest> requests =
        many ? DubJobFile.read(film) : List.of(DubRequest.of(Optional.ofNullable(film), subtitles));
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

  private static void requireSound(Path file) throws UsageException {
    try {
      Bed.of(file);
    } catch (IOException e) {
      throw new UsageException("--bed: " + IoProblem.describe(e), e);
    }
  }

  private void requireBed(DubSettings dub, boolean many) throws UsageException {
    Path behind = Path.of(dub.bed());
    if (!dub.isBedOfItsOwn()) {
      if (!dub.bed().equals(DubSettings.NONE) && film == null) {
        throw new UsageException(
            "--bed %s: there is no film whose sound it could be".formatted(dub.bed()));
      }
    } else if (!Files.isRegularFile(behind)) {
      throw new UsageException(
          "--bed: there is no file %s; it is none, original, separated or a file"
              .formatted(behind));
    } else if (many) {
      throw new UsageException(
          "--bed: a file is behind one film only; a job takes none, original or separated");
    } else {
      requireSound(behind);
    }
    if (!dub.separateWith().isEmpty() && !isProgram(dub.separateWith().get(0))) {
      throw new UsageException(
          "--separate-with: there is no program '%s'".formatted(dub.separateWith().get(0)));
    }
  }

  /** Whether a command begins with a file that can be run, itself or in a folder of PATH. */
  private static boolean isProgram(String name) {
    Stream<Path> places =
        name.contains("/")
            ? Stream.of(Path.of(name))
            : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name));
    return places.anyMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place));
  }
}
