package io.rhapsode.pipeline.lexicon;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * Words of one language and how they are said. Of entries for the same word the first holds.
 *
 * @param name where it was read, for messages
 * @param scope the series or the voice that it is for, empty in the other layers
 * @param language BCP 47 tag of the texts that it is for, empty for all
 */
public record Lexicon(
    String name, LexiconLayer layer, String scope, String language, List<LexiconEntry> entries)
    implements Serializable {
  public Lexicon {
    requireNonNull(name, "name is null");
    requireNonNull(layer, "layer is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(language, "language is null");
    entries = List.copyOf(entries);
    boolean scoped = layer == LexiconLayer.SERIES || layer == LexiconLayer.VOICE;
    if (scoped == scope.isEmpty()) {
      throw new IllegalArgumentException(
          "a lexicon of layer %s has the scope '%s'".formatted(layer, scope));
    }
  }

  /** A lexicon for every book and voice that gets it. */
  public static Lexicon of(
      String name, LexiconLayer layer, String language, List<LexiconEntry> entries) {
    return new Lexicon(name, layer, "", language, entries);
  }

  /** Whether it is for texts of a language; where one of both names no region, none matters. */
  public boolean speaks(String tag) {
    return language.isEmpty() || isWithin(tag, language) || isWithin(language, tag);
  }

  private static boolean isWithin(String tag, String wider) {
    return tag.regionMatches(true, 0, wider, 0, wider.length())
        && (tag.length() == wider.length() || tag.charAt(wider.length()) == '-');
  }
}
