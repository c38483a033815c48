package io.rhapsode.synth.listen.book;

import static java.util.Objects.requireNonNull;

/**
 * A sentence of the book, or a part of one.
 *
 * @param text normalised, as it is read aloud
 * @param language BCP 47 tag
 */
public record BookSentence(String text, String language) {
  public BookSentence {
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
  }
}
