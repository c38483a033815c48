package io.rhapsode.workflows.command.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.workflows.command.model.LocalModels;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.voice.VoiceMaking;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Voices made from recordings. */
@Command(
    name = "voice",
    description = "Makes voices from recordings, and lists, checks and deletes them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class VoiceCommand {
  private static final String NO_VOICES =
      "no voices were made yet; `rhapsode voices` lists those that need no making";

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final Clock clock;

  /**
   * The command with all its subcommands.
   *
   * @param stages know the voices
   * @param clock for the times that profiles record
   */
  public static CommandLine commandLine(
      StageFactory stages, PrintStream out, PrintStream err, Clock clock) {
    return new CommandLine(new VoiceCommand(out, clock))
        .addSubcommand(new VoiceCreateCommand(out, err, clock))
        .addSubcommand(new VoiceCompareCommand(stages, out));
  }

  private VoiceCommand(PrintStream out, Clock clock) {
    this.out = requireNonNull(out, "out is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Command(
      name = "rebuild",
      description =
          "Makes anew what a model needs of a voice, from what was kept of its recording.",
      mixinStandardHelpOptions = true)
  public int rebuild(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "The voice.") String name,
      @Option(
              names = "--as",
              paramLabel = "NAME",
              description = "What to call the new voice; by default it replaces the old one.")
          String as,
      @Option(names = "--model", paramLabel = "MODEL", description = "The model to make it for.")
          String model)
      throws Exception {
    String newName = VoiceProfile.requireName(as == null ? name : as);
    VoiceProfile former = local.voices().load(name);
    VoiceMaking making =
        VoiceMaking.with(local.store(), local.voices(), Optional.ofNullable(model));
    VoiceProfile made;
    if (former.recording().isPresent()) {
      Recording recording = former.recording().get();
      local.voices().derived().forget(recording.summary().samplesSha256());
      making.voices().derived(recording, making.model());
      made = new VoiceProfile(newName, former.origin(), former.recording(), Optional.empty());
    } else {
      made = adapted(former, newName, making);
    }
    Path file =
        newName.equals(name) && former.recording().isPresent()
            ? local.voices().file(name)
            : local.voices().save(made, as == null);
    out.println("rebuilt voice %s for %s: %s".formatted(newName, making.model().id(), file));
    return JobResult.COMPLETE;
  }

  private VoiceProfile adapted(VoiceProfile former, String newName, VoiceMaking making)
      throws IOException, VoiceException {
    try (VoiceMaker maker = making.voices().openMaker(making.model())) {
      Conditioning conditioning = maker.adapt(former);
      VoiceProfile.Origin origin = former.origin().orElseThrow();
      return new VoiceProfile(
          newName,
          Optional.of(
              new VoiceProfile.Origin(
                  making.identity(), origin.reference(), origin.consent(), now(), product())),
          Optional.empty(),
          Optional.of(conditioning));
    }
  }

  @Command(
      name = "export",
      description = {
        "Writes a voice, or its recording, into a file.",
        "NAME.safetensors is the whole voice, which 'voice import' takes on another machine;"
            + " NAME.flac is its recording."
      },
      mixinStandardHelpOptions = true)
  public int export(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "The voice.") String name,
      @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where to.")
          Path file)
      throws Exception {
    VoiceProfile voice = local.voices().load(name);
    if (file.toString().endsWith(".flac")) {
      byte[] content =
          voice
              .recording()
              .orElseThrow(() -> new VoiceException("voice '%s' has no recording".formatted(name)))
              .content();
      Files.write(file, content, StandardOpenOption.CREATE_NEW);
    } else if (file.toString().endsWith(".safetensors")) {
      Files.copy(local.voices().file(name), file);
    } else {
      throw new VoiceException("--to %s: call it *.safetensors or *.flac".formatted(file));
    }
    out.println("exported voice %s: %s".formatted(name, file));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "import",
      description = {
        "Takes a voice from a file: a profile, or a state published with a model.",
        "Or one that others made for Kokoro: *.bin, *.npy, *.pt; these want --consent."
      },
      mixinStandardHelpOptions = true)
  public int importFile(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "What to call the voice.") String name,
      @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file.")
          Path file,
      @Option(
              names = "--consent",
              paramLabel = "TEXT",
              description = "Who allowed what, of a voice without history: kept in the voice.")
          String consent,
      @Option(names = "--replace", description = "Overwrite a voice of that name.") boolean replace)
      throws Exception {
    Optional<VoiceProfile> foreign =
        new ForeignVoices(local.store(), now(), product())
            .read(file, VoiceProfile.requireName(name), Optional.ofNullable(consent));
    Path saved =
        foreign.isPresent()
            ? local.voices().save(foreign.get(), replace)
            : local.voices().add(file, name, replace);
    out.println("imported voice %s: %s".formatted(name, saved));
    return JobResult.COMPLETE;
  }

  @Command(name = "list", description = "Lists the voices.", mixinStandardHelpOptions = true)
  public int list(@Mixin LocalModels local) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> damaged = new ArrayList<>();
    for (VoiceHeader voice :
        local
            .voices()
            .headers(problem -> damaged.add(List.of("?", "?", "?", "?", problem.getMessage())))) {
      rows.add(row(voice));
    }
    rows.addAll(damaged);
    if (rows.isEmpty()) {
      out.println(NO_VOICES);
      return JobResult.COMPLETE;
    }
    out.print(TextTable.of(List.of("voice", "made for", "seconds", "made", "keeps"), rows));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "show",
      description = "Shows where a voice comes from.",
      mixinStandardHelpOptions = true)
  public int show(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "The voice.") String name)
      throws Exception {
    out.print(VoiceText.of(local.voices().load(name), local));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "verify",
      description = "Checks that voices are sound and fit the installed models.",
      mixinStandardHelpOptions = true)
  public int verify(
      @Mixin LocalModels local,
      @Parameters(arity = "0..*", paramLabel = "NAME", description = "Default: all voices.")
          List<String> names)
      throws Exception {
    List<String> checked =
        names != null
            ? names
            : local.voices().list().stream().map(VoiceFolder.Entry::name).toList();
    if (checked.isEmpty()) {
      out.println(NO_VOICES);
    }
    int code = JobResult.COMPLETE;
    for (String name : checked) {
      Optional<String> problem = problem(local, name);
      out.println(name + ": " + problem.orElse("sound"));
      code = problem.isPresent() ? JobResult.FAILED : code;
    }
    return code;
  }

  @Command(name = "delete", description = "Deletes a voice.", mixinStandardHelpOptions = true)
  public int delete(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "The voice.") String name)
      throws Exception {
    local.voices().delete(name);
    out.println("deleted voice " + name);
    return JobResult.COMPLETE;
  }

  private static List<String> row(VoiceHeader voice) {
    Optional<VoiceProfile.Origin> origin = voice.origin();
    return List.of(
        voice.name(),
        origin.map(known -> known.model().id()).orElse("?"),
        origin.map(known -> "%.1f".formatted(known.reference().seconds())).orElse("?"),
        origin.map(known -> known.createdAt().toString()).orElse("?"),
        VoiceText.keeps(voice));
  }

  private static Optional<String> problem(LocalModels local, String name) throws Exception {
    try {
      VoiceProfile voice = local.voices().load(name);
      if (voice.recording().isPresent()) {
        voice.recording().get().decode();
      }
      for (ModelFamily family : ModelFamilies.all()) {
        EngineFactory engine = family.engine(local.store(), local.voices(), NeuralRuntime.STANDARD);
        if (!engine.realisations(name).isEmpty()) {
          return Optional.empty();
        }
      }
      return Optional.of("sound, but no model is installed that speaks with it");
    } catch (VoiceException | IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private String product() {
    return spec.root().version()[0];
  }
}
