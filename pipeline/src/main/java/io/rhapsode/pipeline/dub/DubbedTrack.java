package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One language of a film.
 *
 * @param language BCP 47 tag
 * @param path the subtitle file
 * @param windows when each of its utterances is to be heard; they follow each other in the script
 */
public record DubbedTrack(String language, String path, List<Window> windows) {
  public DubbedTrack {
    requireNonNull(language, "language is null");
    requireNonNull(path, "path is null");
    windows = List.copyOf(windows);
  }
}
