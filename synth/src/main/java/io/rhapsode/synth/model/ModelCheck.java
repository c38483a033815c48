package io.rhapsode.synth.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the store must know of an architecture of models. May be called from any thread. */
public interface ModelCheck {
  /** The name that the catalogue uses, such as "pocket-tts". */
  String id();

  /**
   * Opens and checks every file of a model.
   *
   * @param folder with {@code config.yaml}
   * @return names of the files in the folder that make the model
   * @throws IOException if a file is missing, unsound, or does not fit the others
   */
  List<String> check(Path folder) throws IOException;
}
