package io.rhapsode.workflows.command.model;

import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.workflows.console.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Models that this program runs and that the catalogue says how to get, the preferred first. */
public final class ObtainableModels {
  private static final Path CATALOGUE = Path.of("conf", "models");

  private ObtainableModels() {}

  /** How to make voices of a family speak a language; see {@link JobVoices}. */
  public static SortedMap<String, String> remedies() {
    SortedMap<String, String> remedies = new TreeMap<>();
    for (ModelDescription model : preferred()) {
      for (String language : model.languages()) {
        remedies.putIfAbsent(JobVoices.remedyKey(model.family(), language), command(model));
      }
    }
    return remedies;
  }

  /**
   * The command that gets natural voices of a language, without a question if there are such.
   *
   * @param language BCP 47 tag; empty for any
   */
  public static Optional<String> command(Optional<String> language) {
    return preferred().stream()
        .filter(
            model -> language.isEmpty() || model.languages().contains(language.get().split("-")[0]))
        .filter(model -> !model.voices().isEmpty())
        .min(Comparator.comparing(model -> !model.isFetchedUnasked()))
        .map(ObtainableModels::command);
  }

  private static String command(ModelDescription model) {
    return "rhapsode models pull " + model.id();
  }

  /** The models, the preferred first. */
  public static List<ModelDescription> preferred() {
    Path folder = Installation.home().map(home -> home.resolve(CATALOGUE)).orElse(CATALOGUE);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Set<String> run = ModelFamilies.all().stream().map(ModelFamily::id).collect(Collectors.toSet());
    try {
      return ModelCatalogue.read(folder).models().stream()
          .filter(model -> run.contains(model.family()) && model.preference() > 0)
          .sorted(Comparator.comparing(model -> -model.preference()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
