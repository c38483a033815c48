package io.rhapsode.workflows.command;

import io.rhapsode.mux.ProductVersion;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.workflows.command.bench.BenchCommand;
import io.rhapsode.workflows.command.bench.BenchStreamCommand;
import io.rhapsode.workflows.command.bench.BenchSynthCommand;
import io.rhapsode.workflows.command.dub.DubCommand;
import io.rhapsode.workflows.command.model.ModelsCommand;
import io.rhapsode.workflows.command.voice.VoiceCommand;
import io.rhapsode.workflows.command.voice.VoicesCommand;
import io.rhapsode.workflows.command.voice.VoicesTryCommand;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.progress.OneLine;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "rhapsode",
    description = "Turns documents into audiobooks, and dubs films.",
    mixinStandardHelpOptions = true,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class RhapsodeCommand {
  private RhapsodeCommand() {}

  /**
   * The command line over any stages.
   *
   * @param voices the voices of this machine
   */
  public static CommandLine commandLine(
      StageFactory stages, VoiceTable voices, PrintStream out, PrintStream err) {
    return commandLine(stages, voices, System.in, out, err);
  }

  public static CommandLine commandLine(
      StageFactory stages, VoiceTable voices, InputStream in, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new RhapsodeCommand());
    line.getCommandSpec().version("rhapsode " + ProductVersion.read());
    line.addSubcommand(new NarrateCommand(stages, out, err));
    line.addSubcommand(new CastCommand(stages, out, err));
    line.addSubcommand(new WordsCommand(stages, out, err));
    line.addSubcommand(new DubCommand(stages, out, err));
    line.addSubcommand(new RunCommand(stages, out, err));
    line.addSubcommand(new SpeakCommand(stages, in, out, err));
    line.addSubcommand(new ServeCommand(stages, out, err));
    line.addSubcommand(voicesLine(stages, voices, out, err));
    line.addSubcommand(new CheckCommand(stages, out, err));
    CommandLine bench = new CommandLine(new BenchCommand(stages, out));
    bench.addSubcommand(new BenchSynthCommand(out));
    bench.addSubcommand(new BenchStreamCommand(stages, out, err));
    line.addSubcommand(bench);
    line.addSubcommand(new ModelsCommand(out, err, System.getenv()));
    line.addSubcommand(new JobsCommand(out));
    line.addSubcommand(new AttachCommand(out, err));
    line.addSubcommand(new ClusterCommand(out));
    line.addSubcommand(VoiceCommand.commandLine(stages, out, err, Clock.systemUTC()));
    return explained(line, err);
  }

  private static CommandLine voicesLine(
      StageFactory stages, VoiceTable voices, PrintStream out, PrintStream err) {
    SpeakCommand speak = new SpeakCommand(stages, InputStream.nullInputStream(), out, err);
    CommandLine line = new CommandLine(new VoicesCommand(voices, out, err));
    line.addSubcommand(
        new VoicesTryCommand(
            stages,
            explained(new CommandLine(speak), err),
            System.getenv().getOrDefault("PATH", ""),
            err));
    return line;
  }

  /** The same, with what is wrong said in the words of this program. */
  private static CommandLine explained(CommandLine line, PrintStream err) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Integer.class, text -> whole(text, Integer::valueOf));
    line.registerConverter(Long.class, text -> whole(text, Long::valueOf));
    line.setParameterExceptionHandler((refusal, all) -> refuse(refusal, all, err));
    line.setExecutionExceptionHandler((failure, command, ignored) -> fail(failure, command, err));
    return line;
  }

  private static int refuse(ParameterException refusal, String[] all, PrintStream err) {
    CommandLine command = refusal.getCommandLine();
    if (isBare(refusal, command, all)) {
      command.usage(err);
      return JobResult.USAGE;
    }
    err.println("rhapsode: " + described(refusal));
    err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    return JobResult.USAGE;
  }

  /** Whether a command that needs something was given nothing at all. */
  private static boolean isBare(ParameterException refusal, CommandLine command, String[] all) {
    return !(refusal instanceof UnmatchedArgumentException)
        && (all.length == 0 || all[all.length - 1].equals(command.getCommandName()));
  }

  private static <T> T whole(String text, Function<String, T> number) {
    try {
      return number.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' is not a whole number in range".formatted(text));
    }
  }

  /** Picocli's words, but for what nobody knows: that gets the nearest name there is. */
  private static String described(ParameterException refusal) {
    if (!(refusal instanceof UnmatchedArgumentException unmatched)) {
      return refusal.getMessage();
    }
    String unknown = unmatched.getUnmatched().get(0);
    CommandSpec command = refusal.getCommandLine().getCommandSpec();
    boolean option = unknown.startsWith("-");
    Set<String> known = option ? command.optionsMap().keySet() : command.subcommands().keySet();
    if (known.isEmpty()) {
      return "'%s' is one argument too many; text with spaces needs quotes".formatted(unknown);
    }
    return "there is no %s '%s'%s"
        .formatted(
            option ? "option" : "command",
            unknown,
            NearestName.ifClose(unknown, known).map("; the nearest is '%s'"::formatted).orElse(""));
  }

  private static int fail(Exception failure, CommandLine command, PrintStream err) {
    if (failure instanceof UsageException) {
      err.println("rhapsode: " + failure.getMessage());
      return JobResult.USAGE;
    }
    if (failure instanceof ModelException || failure instanceof VoiceException) {
      err.println("rhapsode: " + failure.getMessage());
      return JobResult.FAILED;
    }
    org.slf4j.LoggerFactory.getLogger(RhapsodeCommand.class)
        .error("{} failed", command.getCommandName(), failure);
    String reason = reason(failure, command);
    String details = Installation.log().map("; details are in %s"::formatted).orElse("");
    err.println("rhapsode: " + OneLine.of(reason) + details);
    return JobResult.FAILED;
  }

  private static String reason(Exception failure, CommandLine command) {
    if (failure instanceof IOException problem) {
      return IoProblem.describe(problem);
    }
    return failure instanceof UncheckedIOException
        ? failure.getMessage()
        : "%s met a fault of the program: %s. Run it again; if it is met again, report it with the log"
            .formatted(command.getCommandName(), message(failure));
  }

  /** The words of a fault; its type only where it has none. */
  private static String message(Exception fault) {
    return fault.getMessage() == null || fault.getMessage().isBlank()
        ? fault.getClass().getSimpleName()
        : fault.getMessage();
  }
}
