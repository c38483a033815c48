package io.rhapsode.workflows.console;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.rhapsode.mux.profile.ProfileCatalogue;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What the start script tells about where and how the program runs, in system properties. */
public final class Installation {
  private static final int USUAL_COLUMNS = 80;

  private static final Path PROFILES = Path.of("conf", "profiles");

  private Installation() {}

  /** The folder with {@code conf/}, if the program was started by its script. */
  public static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("rhapsode.home")).map(Path::of);
  }

  /** The jar of the program, if it runs from one. */
  public static Optional<Path> jar() {
    CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program was loaded from " + source, e);
    }
  }

  /** The delivery profiles; those of the current directory where the program has no home. */
  public static ProfileCatalogue profiles() {
    return new ProfileCatalogue(home().map(home -> home.resolve(PROFILES)).orElse(PROFILES));
  }

  /** Whether error output is a terminal. */
  public static boolean terminal() {
    return Boolean.getBoolean("rhapsode.terminal");
  }

  /** Width of the terminal. */
  public static int columns() {
    return Integer.getInteger("rhapsode.columns", USUAL_COLUMNS);
  }

  /** The log file; before {@link #logTo} one in the cache folder, if that is known. */
  public static Optional<Path> log() {
    return Optional.ofNullable(System.getProperty("rhapsode.log"))
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(System.getProperty("rhapsode.cache"))
                    .map(cache -> Path.of(cache, "rhapsode.log")));
  }

  /** Sends the log to a file from now on; not where somebody else's program keeps it. */
  public static void logTo(Path file) {
    System.setProperty("rhapsode.log", file.toString());
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("conf/logback.xml cannot be used: " + e.getMessage(), e);
    }
  }
}
