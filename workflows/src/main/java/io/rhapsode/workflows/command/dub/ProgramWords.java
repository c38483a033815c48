package io.rhapsode.workflows.command.dub;

import io.rhapsode.workflows.settings.UsageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.StringTokenizer;
import org.apache.commons.text.matcher.StringMatcherFactory;

/**
 * A program of the user's and its arguments, from one flag. It is started as it is, never by a
 * shell, so that nothing but the user's own words decides what is run; whoever wants a pipe names a
 * shell.
 */
final class ProgramWords {
  /** How a flag is divided, for its help. */
  static final String RULES =
      "Spaces divide it, except in 'single' or \"double\" quotes; it is started without a shell, so"
          + " name one for more: sh -c 'one | two'.";

  private ProgramWords() {}

  /** The words of a flag; null where it was not given. */
  static List<String> of(String command) {
    return command == null
        ? null
        : new StringTokenizer(command, StringMatcherFactory.INSTANCE.spaceMatcher())
            .setQuoteMatcher(StringMatcherFactory.INSTANCE.quoteMatcher())
            .getTokenList();
  }

  /**
   * Refuses what cannot be started before any work.
   *
   * @param flag for the message
   */
  static void require(String flag, List<String> words) throws UsageException {
    String name = words.isEmpty() ? "" : words.get(0);
    if (!isProgram(name)) {
      throw new UsageException("%s: there is no program '%s'".formatted(flag, name));
    }
  }

  /** Whether a name is that of a file that can be run, itself or in a folder of PATH. */
  private static boolean isProgram(String name) {
    Stream<Path> places =
        name.contains("/")
            ? Stream.of(Path.of(name))
            : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name));
    return places.anyMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place));
  }
}
