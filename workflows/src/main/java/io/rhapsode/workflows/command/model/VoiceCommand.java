package io.rhapsode.workflows.command.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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
  private static final double MILLIS_PER_FRAME = 80;

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final Clock clock;

  /**
   * The command with all its subcommands.
   *
   * @param clock for the times that profiles record
   */
  public static CommandLine commandLine(PrintStream out, PrintStream err, Clock clock) {
    return new CommandLine(new VoiceCommand(out, clock))
        .addSubcommand(new VoiceCreateCommand(out, err, clock));
  }

  private VoiceCommand(PrintStream out, Clock clock) {
    this.out = requireNonNull(out, "out is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Command(
      name = "rebuild",
      description = "Makes a voice for another model from what was kept of its recording.",
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
          String model,
      @Option(
              names = "--device",
              defaultValue = "auto",
              paramLabel = "DEVICE",
              description = "auto, cpu or cuda:N.")
          String device)
      throws Exception {
    String newName = VoiceProfile.requireName(as == null ? name : as);
    VoiceProfile former = local.voices().load(name);
    InstalledModel chosen = VoiceMaking.chosen(local.store(), model);
    VoiceProfile made =
        VoiceMaking.with(chosen, device, maker -> maker.rebuild(former, newName, now(), product()));
    out.println(
        "rebuilt voice %s for %s: %s"
            .formatted(newName, chosen.id(), local.voices().save(made, as == null)));
    return JobResult.COMPLETE;
  }

  @Command(
      name = "import",
      description = "Takes a voice from a file: a profile, or a state published with a model.",
      mixinStandardHelpOptions = true)
  public int importFile(
      @Mixin LocalModels local,
      @Parameters(paramLabel = "NAME", description = "What to call the voice.") String name,
      @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file.")
          Path file,
      @Option(names = "--replace", description = "Overwrite a voice of that name.") boolean replace)
      throws Exception {
    out.println("imported voice %s: %s".formatted(name, local.voices().add(file, name, replace)));
    return JobResult.COMPLETE;
  }

  @Command(name = "list", description = "Lists the voices.", mixinStandardHelpOptions = true)
  public int list(@Mixin LocalModels local) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (VoiceFolder.Entry entry : local.voices().list()) {
      rows.add(row(local.voices(), entry.name()));
    }
    if (rows.isEmpty()) {
      out.println(NO_VOICES);
      return JobResult.COMPLETE;
    }
    out.print(TextTable.of(List.of("voice", "model", "seconds", "made", "state"), rows));
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
    out.print(VoiceText.of(local.voices().load(name), local.voices().file(name)));
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

  private static List<String> row(VoiceFolder voices, String name) throws IOException {
    try {
      VoiceProfile voice = voices.load(name);
      Optional<VoiceProfile.Origin> origin = voice.origin();
      double seconds = voice.state().positions() * MILLIS_PER_FRAME / 1000;
      return List.of(
          name,
          origin.map(known -> known.model().id()).orElse("?"),
          "%.1f".formatted(origin.map(known -> known.reference().seconds()).orElse(seconds)),
          origin.map(known -> known.createdAt().toString()).orElse("?"),
          origin.isPresent() ? "own" : "published");
    } catch (VoiceException e) {
      return List.of(name, "?", "?", "?", "damaged: " + e.getMessage());
    }
  }

  private static Optional<String> problem(LocalModels local, String name) throws Exception {
    try {
      VoiceProfile voice = local.voices().load(name);
      Optional<VoiceProfile.Origin> origin = voice.origin();
      if (origin.isPresent()) {
        InstalledModel model = local.store().model(origin.get().model().id());
        voice.requireMadeFor(
            ModelFamilies.of(model)
                .voiceIdentity(model)
                .orElseThrow(() -> VoiceMaking.makesNoVoices(model)));
      }
      return Optional.empty();
    } catch (VoiceException | ModelException e) {
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
