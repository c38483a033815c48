package io.rhapsode.pipeline.dub;

import io.rhapsode.pipeline.failure.FailureException;
import java.io.Serializable;
import java.nio.file.Path;

/** Looks whether a film can be dubbed, before a word is spoken for it. */
@FunctionalInterface
public interface FilmProbe extends Serializable {
  /**
   * Opens a film.
   *
   * @throws FailureException when it is no film, or cannot be read
   */
  void probe(Path film) throws FailureException;
}
