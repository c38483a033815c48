package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.workflows.console.Installation;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the descriptions of known models are, as an option that several commands share. */
final class KnownModels {
  private static final Path CATALOGUE = Path.of("conf", "models");

  @Option(
      names = "--catalogue",
      paramLabel = "FOLDER",
      description = "Descriptions of known models; by default conf/models of the installation.")
  private Path folder;

  ModelCatalogue catalogue() throws IOException {
    return ModelCatalogue.read(
        folder != null
            ? folder
            : Installation.home().map(home -> home.resolve(CATALOGUE)).orElse(CATALOGUE));
  }
}
