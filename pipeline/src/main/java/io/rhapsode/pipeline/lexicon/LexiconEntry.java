package io.rhapsode.pipeline.lexicon;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One or more spellings and how they are said.
 *
 * @param graphemes at least one, none blank; several words may be one grapheme
 * @param roles what the word must be for the entry to hold, such as "VBD"; it holds for all when
 *     there are none
 */
public record LexiconEntry(List<String> graphemes, List<String> roles, Saying saying)
    implements Serializable {
  public LexiconEntry {
    graphemes = List.copyOf(graphemes);
    roles = List.copyOf(roles);
    requireNonNull(saying, "saying is null");
    if (graphemes.isEmpty() || graphemes.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an entry has no word, or a blank one");
    }
  }

  /** An entry of one spelling that holds for all. */
  public static LexiconEntry of(String grapheme, Saying saying) {
    return new LexiconEntry(List.of(grapheme), List.of(), saying);
  }
}
