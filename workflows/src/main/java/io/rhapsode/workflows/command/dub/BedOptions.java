package io.rhapsode.workflows.command.dub;

import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.mix.Bed;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.command.option.SynthesisOptions;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
              + " read and {out} the file to write. "
              + ProgramWords.RULES)
  private String separator;

  void overlay(SettingsReader reader) {
    boolean separated = bed == null && separator != null;
    SynthesisOptions.overlay(reader, "--bed", "dub/bed", separated ? DubSettings.SEPARATED : bed);
    SynthesisOptions.overlay(
        reader, "--separate-with", "dub/separateWith", ProgramWords.of(separator));
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
    if (!dub.separateWith().isEmpty()) {
      ProgramWords.require("--separate-with", dub.separateWith());
    }
  }

  private static void requireSound(Path file) throws UsageException {
    try {
      Bed.of(file);
    } catch (IOException e) {
      throw new UsageException("--bed: " + IoProblem.describe(e), e);
    }
  }
}
