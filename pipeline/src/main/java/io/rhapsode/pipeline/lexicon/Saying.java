package io.rhapsode.pipeline.lexicon;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** How something written is said. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Saying.Phonemes.class, name = "phonemes"),
  @JsonSubTypes.Type(value = Saying.Alias.class, name = "alias")
})
public sealed interface Saying extends Serializable {
  /**
   * By its sounds.
   *
   * @param ipa in the International Phonetic Alphabet, with stress marks, without marks between
   *     syllables; not blank
   */
  record Phonemes(String ipa) implements Saying {
    public Phonemes {
      requireText(ipa);
    }
  }

  /**
   * As if something else stood there.
   *
   * @param text read by the rules of the language; not blank
   */
  record Alias(String text) implements Saying {
    public Alias {
      requireText(text);
    }
  }

  private static void requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("nothing is said");
    }
  }
}
