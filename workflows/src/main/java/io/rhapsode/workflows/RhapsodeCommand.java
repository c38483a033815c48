package io.rhapsode.workflows;

import io.rhapsode.workflows.job.JobResult;
import io.rhapsode.workflows.job.StageFactory;
import io.rhapsode.workflows.job.VoiceTable;
import io.rhapsode.workflows.settings.UsageException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The command line. */
@Command(
    name = "rhapsode",
    description = "Turns documents into audiobooks.",
    version = "rhapsode 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class RhapsodeCommand {
  private RhapsodeCommand() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    StandardStages standard = new StandardStages();
    CommandLine line = commandLine(standard, standard.voices(), System.out, System.err);
    System.exit(line.execute(arguments));
  }

  /**
   * The command line over any stages.
   *
   * @param voices the voices of this machine
   */
  static CommandLine commandLine(
      StageFactory stages, VoiceTable voices, PrintStream out, PrintStream err) {
    return commandLine(stages, voices, System.in, out, err);
  }

  static CommandLine commandLine(
      StageFactory stages, VoiceTable voices, InputStream in, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new RhapsodeCommand());
    line.addSubcommand(new NarrateCommand(stages, out, err));
    line.addSubcommand(new SpeakCommand(stages, in, out, err));
    line.addSubcommand(new VoicesCommand(voices, out));
    CommandLine bench = new CommandLine(new BenchCommand(stages, out));
    bench.addSubcommand(new BenchSynthCommand(out));
    line.addSubcommand(bench);
    line.addSubcommand(new ModelsCommand(out, err, System.getenv()));
    line.addSubcommand(VoiceCommand.commandLine(out, err, Clock.systemUTC()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((refusal, ignored) -> refuse(refusal, err));
    line.setExecutionExceptionHandler((failure, command, ignored) -> fail(failure, command, err));
    return line;
  }

  private static int refuse(ParameterException refusal, PrintStream err) {
    CommandLine command = refusal.getCommandLine();
    err.println("rhapsode: " + refusal.getMessage());
    err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    return JobResult.USAGE;
  }

  private static int fail(Exception failure, CommandLine command, PrintStream err) {
    if (failure instanceof UsageException) {
      err.println("rhapsode: " + failure.getMessage());
      return JobResult.USAGE;
    }
    String log = System.getProperty("rhapsode.log");
    org.slf4j.LoggerFactory.getLogger(RhapsodeCommand.class)
        .error("{} failed", command.getCommandName(), failure);
    err.println(
        "rhapsode: %s failed: %s%s"
            .formatted(
                command.getCommandName(), failure, log == null ? "" : "; details are in " + log));
    return JobResult.FAILED;
  }
}
