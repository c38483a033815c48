package io.rhapsode.ingest.lexicon.match;

import io.rhapsode.pipeline.text.Span;
import java.util.Set;

/** What the words of a text are, for entries that hold for some of their uses only. */
@FunctionalInterface
public interface WordRoles {
  /** Nothing is known: entries with roles do not hold. */
  WordRoles UNKNOWN = (text, language, word) -> Set.of();

  /**
   * The roles of a word, such as "VBD"; none when they are not known.
   *
   * @param text a sentence
   * @param language BCP 47 tag
   */
  Set<String> of(String text, String language, Span word);
}
