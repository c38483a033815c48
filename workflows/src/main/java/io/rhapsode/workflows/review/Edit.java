package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What somebody wants of a sentence. */
public sealed interface Edit {
  /**
   * To be said in another way; what is absent is as it would be without an edit.
   *
   * @param voice name of the voice
   * @param attempt which reading of it is taken; 0 is the first
   * @param pauseMillis silence after it, in milliseconds; of a book only
   * @param text what is said instead; of a film only
   */
  record Say(
      Optional<String> voice, int attempt, Optional<Integer> pauseMillis, Optional<String> text)
      implements Edit {
    public Say {
      requireNonNull(voice, "voice is null");
      requireNonNull(pauseMillis, "pauseMillis is null");
      requireNonNull(text, "text is null");
    }
  }

  /**
   * To be said as two.
   *
   * @param at where the second begins, in UTF-16 units of the sentence's text
   */
  record Split(int at) implements Edit {}

  /**
   * A word of it to be said in another way; of a book only.
   *
   * @param word as it stands in the text
   * @param saying IPA between slashes, or how it would be spelt; absent to take back what was said
   * @param everywhere whether in the whole book, or only here
   */
  record Pronounce(String word, Optional<String> saying, boolean everywhere) implements Edit {
    public Pronounce {
      requireNonNull(word, "word is null");
      requireNonNull(saying, "saying is null");
    }
  }

  /** To be said as one with the next. */
  record Join() implements Edit {}
}
