package io.rhapsode.workflows;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.workflows.job.JobResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where models and voices are, as options that several commands share. */
final class LocalModels {
  private static final Path CATALOGUE = Path.of("conf", "models");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where models and voices are kept; by default $RHAPSODE_HOME, else"
              + " ~/.local/share/rhapsode.")
  private Path data;

  @Option(
      names = "--catalogue",
      paramLabel = "FOLDER",
      description = "Descriptions of known models; by default conf/models of the installation.")
  private Path catalogue;

  ModelStore store() {
    return new ModelStore(home().models());
  }

  VoiceFolder voices() {
    return new VoiceFolder(home().voices());
  }

  ModelCatalogue catalogue() throws IOException {
    Path folder =
        catalogue != null
            ? catalogue
            : Installation.home().map(home -> home.resolve(CATALOGUE)).orElse(CATALOGUE);
    return ModelCatalogue.read(folder);
  }

  private DataHome home() {
    return data == null ? DataHome.ofThisUser() : new DataHome(data);
  }

  /** Work of a command that ends in an exit code. */
  @FunctionalInterface
  interface Work {
    int run() throws Exception;
  }

  /**
   * Runs work; what a user can put right becomes one line of error output instead of a stack trace.
   */
  static int reporting(PrintStream err, Work work) throws Exception {
    try {
      return work.run();
    } catch (IOException e) {
      err.println("rhapsode: " + IoProblem.describe(e));
      return JobResult.FAILED;
    } catch (ModelException | VoiceException e) {
      err.println("rhapsode: " + e.getMessage());
      return JobResult.FAILED;
    }
  }
}
