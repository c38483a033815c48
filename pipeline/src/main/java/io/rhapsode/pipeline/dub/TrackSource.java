package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

/**
 * The subtitles that one language is dubbed from.
 *
 * @param language BCP 47 tag of what is spoken
 * @param path the file
 */
public record TrackSource(String language, String path) {
  public TrackSource {
    requireNonNull(language, "language is null");
    requireNonNull(path, "path is null");
  }

  /** The last element of the path. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
