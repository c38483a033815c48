package io.rhapsode.mux.ffmpeg.container.film;

import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.pipeline.dub.FilmProbe;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Films that FFmpeg can open, with at least one whole picture. */
public final class ReadableFilms implements FilmProbe {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "read";

  @Override
  public void probe(Path film) throws FailureException {
    if (Files.notExists(film)) {
      NoSuchFileException missing = new NoSuchFileException(film.toString());
      throw failure(FailureCode.UNSUPPORTED_DOCUMENT, film, IoProblem.reason(missing), missing);
    }
    try {
      FilmFacts.of(film);
    } catch (UnreadableMediaException e) {
      throw failure(FailureCode.MALFORMED_DOCUMENT, film, e.getMessage(), e);
    } catch (IOException e) {
      throw failure(FailureCode.STORAGE_FAILED, film, IoProblem.describe(e), e);
    }
  }

  private static FailureException failure(
      FailureCode code, Path film, String message, IOException cause) {
    return new FailureException(
        Failure.of(code, STAGE, film.toString(), message + "; nothing was spoken for it", cause));
  }
}
