package io.rhapsode.pipeline.book;

/**
 * A chapter that is narrated.
 *
 * @param number position among the chapters that have text, from 1; numbers keep their gaps when
 *     chapters are left out; 0 is what is said before the book
 * @param title never blank
 * @param level depth in the table of contents, from 1
 * @param utterances how many utterances it has; the utterances of a plan follow chapter by chapter
 */
public record Chapter(int number, String title, int level, int utterances) {
  public Chapter {
    if (number < 0 || level < 1 || utterances < 0) {
      throw new IllegalArgumentException(
          "number %d, level %d or utterances %d is out of range"
              .formatted(number, level, utterances));
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of chapter " + number + " is blank");
    }
  }
}
