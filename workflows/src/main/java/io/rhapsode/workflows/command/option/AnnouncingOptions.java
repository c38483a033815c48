package io.rhapsode.workflows.command.option;

import io.rhapsode.workflows.console.Announcer;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** The flags that say how much is said, and in which form. */
public final class AnnouncingOptions {
  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  private boolean json;

  @Option(names = "--verbose", description = "Show the details of errors as well.")
  private boolean verbose;

  /** Who says it. */
  public Announcer announcer(PrintStream out, PrintStream err) {
    return new Announcer(out, err, quiet, json, verbose);
  }
}
