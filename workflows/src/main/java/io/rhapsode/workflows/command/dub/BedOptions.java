package io.rhapsode.workflows.command.dub;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.StringTokenizer;
import org.apache.commons.text.matcher.StringMatcherFactory;
import picocli.CommandLine.Option;

/** The flags that say what is heard behind the dialogue. */
final class BedOptions {
  @Option(
      names = "--bed",
      paramLabel = "BED",
      description =
          "What is heard behind the dialogue: none (default), original (the film's own sound,"
              + " turned down under speech), separated (the same without its dialogue) or a file"
              + " of music and effects.")
  private String bed;

  @Option(
      names = "--separate-with",
      paramLabel = "COMMAND",
      description =
          "Who makes --bed separated: a program and its arguments, of which {in} is the WAV file to"
              + " read and {out} the file to write. It is started without a shell.")
  private String separator;

  void overlay(SettingsReader reader) {
    boolean separated = bed == null && separator != null;
    SynthesisOptions.overlay(reader, "--bed", "dub/bed", separated ? DubSettings.SEPARATED : bed);
    SynthesisOptions.overlay(reader, "--separate-with", "dub/separateWith", words(separator));
  }

  /** A command as a program and its arguments; those in quotes may hold spaces. */
  private static List<String> words(String command) {
    return command == null
        ? null
        : new StringTokenizer(command, StringMatcherFactory.INSTANCE.spaceMatcher())
            .setQuoteMatcher(StringMatcherFactory.INSTANCE.quoteMatcher())
            .getTokenList();
  }

  /**
   * Refuses a bed that cannot be had before any work.
   *
   * @param film whether there is a film
   * @param many whether there may be several
   */
  static void require(DubSettings dub, boolean film, boolean many) throws UsageException {
    Path behind = Path.of(dub.bed());
    if (!dub.isBedOfItsOwn()) {
      if (!dub.bed().equals(DubSettings.NONE) && !film) {
        throw new UsageException(
            "--bed %s: there is no film whose sound it could be".formatted(dub.bed()));
      }
    } else if (!Files.isRegularFile(behind)) {
      throw new UsageException(
          "--bed: there is no file %s; it is none, original, separated or a file"
              .formatted(behind));
    } else if (many) {
      throw new UsageException(
          "--bed: a file is behind one film only; a job takes none, original or separated");
    } else {
      requireSound(behind);
    }
    if (!dub.separateWith().isEmpty() && !isProgram(dub.separateWith().get(0))) {
      throw new UsageException(
          "--separate-with: there is no program '%s'".formatted(dub.separateWith().get(0)));
    }
  }

  private static void requireSound(Path file) throws UsageException {
    try {
      Bed.of(file);
    } catch (IOException e) {
      throw new UsageException("--bed: " + IoProblem.describe(e), e);
    }
  }

  /** Whether a command begins with a file that can be run, itself or in a folder of PATH. */
  private static boolean isProgram(String name) {
    Stream<Path> places =
        name.contains("/")
            ? Stream.of(Path.of(name))
            : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name));
    return places.anyMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place));
  }
}
