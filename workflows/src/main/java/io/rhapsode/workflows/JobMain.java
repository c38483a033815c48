package io.rhapsode.workflows;

import io.rhapsode.workflows.cluster.FlinkAccess;
import io.rhapsode.workflows.command.RhapsodeCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The command line as the job of {@code flink run} or of an application cluster: the same arguments
 * as those of {@link Main}, without {@code --flink}.
 */
public final class JobMain {
  private JobMain() {}

  /**
   * Runs a command on the cluster that calls this.
   *
   * @throws IllegalStateException when the exit code of the command is not 0; it is in the message
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    FlinkAccess.startedByFlink();
    // Flink takes the place of System.out while it runs a program.
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    StandardStages standard = new StandardStages();
    int exitCode =
        RhapsodeCommand.commandLine(standard, standard.voices(), out, err).execute(arguments);
    if (exitCode != 0) {
      throw new IllegalStateException(
          "rhapsode ended with exit code %d; what it said before says why".formatted(exitCode));
    }
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }
}
