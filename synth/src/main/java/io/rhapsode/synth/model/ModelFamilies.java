package io.rhapsode.synth.model;

import io.rhapsode.synth.pocket.PocketModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the store must know of the families: which files a model has, and whether they are sound.
 */
final class ModelFamilies {
  static final String POCKET_TTS = "pocket-tts";

  private ModelFamilies() {}

  /**
   * Opens and checks every file of a model.
   *
   * @param folder with {@code config.yaml}
   * @return names of the files in the folder that make the model
   * @throws ModelException if a file is unsound or does not fit the others, or the family is
   *     unknown
   */
  static List<String> check(String family, Path folder) throws ModelException {
    if (!family.equals(POCKET_TTS)) {
      throw new ModelException(
          "family '%s' is unknown: this program runs %s".formatted(family, POCKET_TTS));
    }
    try {
      PocketModelFolder model = PocketModelFolder.open(folder);
      model.check();
      return List.of(
          InstalledModel.CONFIG_FILE,
          model.weights().getFileName().toString(),
          model.tokenizer().getFileName().toString());
    } catch (IOException exception) {
      throw new ModelException(exception.getMessage(), exception);
    }
  }
}
