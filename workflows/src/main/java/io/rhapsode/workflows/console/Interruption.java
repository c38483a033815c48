package io.rhapsode.workflows.console;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;

/**
 * Says what is left when the process is stopped while it works, by Ctrl-C or a signal. The process
 * then ends with 128 plus the number of the signal, 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  public Interruption(PrintStream err) {
    requireNonNull(err, "err is null");
    this.hook =
        new Thread(
            () ->
                err.println(
                    "\nrhapsode: stopped; what was spoken is kept. Run the same command to go on."),
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
