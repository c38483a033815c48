package io.rhapsode.workflows;

import io.rhapsode.workflows.command.RhapsodeCommand;
import io.rhapsode.workflows.console.RunFolder;
import io.rhapsode.workflows.console.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;

/** The program: the command line over the stages of the product. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // The same output wherever it runs: some languages have other digits and letters.
    Locale.setDefault(Locale.ROOT);
    RunFolder.open();
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    StandardStages standard = new StandardStages();
    CommandLine line = RhapsodeCommand.commandLine(standard, standard.voices(), out, System.err);
    int exitCode = line.execute(arguments);
    out.flush();
    System.exit(output.exitCode(exitCode, System.err));
  }
}
