package io.rhapsode.ingest.lexicon.dictionary;

import static java.util.Objects.requireNonNull;

/**
 * A word of a book that may be said wrongly.
 *
 * @param word as it stands most often
 * @param language BCP 47 tag of its text
 * @param name whether it is written with a capital inside sentences
 * @param count how often it stands in the book, with its endings
 * @param sentence the first one that it stands in
 */
public record UnknownWord(String word, String language, boolean name, int count, String sentence) {
  public UnknownWord {
    requireNonNull(word, "word is null");
    requireNonNull(language, "language is null");
    requireNonNull(sentence, "sentence is null");
    if (word.isBlank() || count < 1) {
      throw new IllegalArgumentException("'%s' stands %d times".formatted(word, count));
    }
  }
}
