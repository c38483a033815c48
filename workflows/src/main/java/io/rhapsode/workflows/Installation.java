package io.rhapsode.workflows;

import java.nio.file.Path;
import java.util.Optional;

/** What the start script tells about where and how the program runs, in system properties. */
final class Installation {
  private static final int USUAL_COLUMNS = 80;

  private Installation() {}

  /** The folder with {@code conf/}, if the program was started by its script. */
  static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("rhapsode.home")).map(Path::of);
  }

  /** Whether error output is a terminal. */
  static boolean terminal() {
    return Boolean.getBoolean("rhapsode.terminal");
  }

  /** Width of the terminal. */
  static int columns() {
    return Integer.getInteger("rhapsode.columns", USUAL_COLUMNS);
  }

  /** Sends the log to a file; has no effect once something was logged. */
  static void logTo(Path file) {
    System.setProperty("rhapsode.log", file.toString());
  }
}
