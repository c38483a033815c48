package io.rhapsode.mux.tag;

/**
 * The place of a file among the audio files of its book.
 *
 * @param title the chapter's title, or the book's when the file is all of it
 * @param number from 1
 * @param total how many there are
 */
public record Track(String title, int number, int total) {
  public Track {
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of track " + number + " is blank");
    }
    if (number < 1 || total < number) {
      throw new IllegalArgumentException("track %d of %d is out of range".formatted(number, total));
    }
  }
}
