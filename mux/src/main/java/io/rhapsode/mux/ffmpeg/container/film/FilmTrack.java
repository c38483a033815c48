package io.rhapsode.mux.ffmpeg.container.film;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A track that is added to a film.
 *
 * @param language BCP 47 tag
 * @param title what players call it
 * @param content what is heard or shown
 * @param preferred whether players take it unless told otherwise
 */
public record FilmTrack(String language, String title, Content content, boolean preferred) {
  /** What a track holds. */
  public sealed interface Content {}

  /** Sound that was encoded. */
  public record Sound(EncodedSound encoded) implements Content {}

  /** Subtitles, in order of start. */
  public record Captions(List<Caption> captions) implements Content {}

  /**
   * A subtitle.
   *
   * @param startMillis when it appears
   * @param endMillis when it disappears, after {@code startMillis}
   * @param text lines end with a line feed
   */
  public record Caption(long startMillis, long endMillis, String text) {}

  public FilmTrack {
    requireNonNull(language, "language is null");
    requireNonNull(title, "title is null");
    requireNonNull(content, "content is null");
  }
}
