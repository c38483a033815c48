package io.rhapsode.ingest.document.html.markup;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entities that a document type declares inside the document (XML 1.0, 4.2.1), such as {@code
 * <!ENTITY title "The Lamp">}. Only those that stand for plain text are replaced, and only so many,
 * so that nothing can grow; what is outside the document is never loaded.
 */
final class InternalEntities {
  private static final Pattern SUBSET =
      Pattern.compile(
          "<!DOCTYPE\\s[^>\\[]{0,1000}\\[([^\\]]{0,65536})\\]\\s*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE\\s", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTITY =
      Pattern.compile(
          "<!ENTITY\\s+([\\p{L}_][\\p{L}\\p{N}._-]{0,80})\\s+(?:\"([^\"<%]{0,1000})\"|'([^'<%]{0,1000})')\\s*>");
  private static final Pattern REFERENCE = Pattern.compile("&([\\p{L}_][\\p{L}\\p{N}._-]{0,80});");

  /** What the replacements may add at most, in characters. */
  private static final int MOST = 1 << 20;

  private InternalEntities() {}

  /**
   * Markup without entities of its own.
   *
   * @param origins where stretches of the text begin in the original, by where they begin in it
   */
  record Replaced(String text, NavigableMap<Integer, Integer> origins) {
    /** Where a character stands in the original; one of a replaced entity is at its reference. */
    int origin(int place) {
      Map.Entry<Integer, Integer> stretch = origins.floorEntry(place);
      Map.Entry<Integer, Integer> next = origins.higherEntry(place);
      int origin = stretch.getValue() + place - stretch.getKey();
      boolean reference = next != null && origin >= next.getValue();
      return reference ? stretch.getValue() : origin;
    }
  }

  /** The markup with its own entities replaced and without their declarations. */
  static Replaced replaced(String markup) {
    NavigableMap<Integer, Integer> origins = new TreeMap<>(Map.of(0, 0));
    Matcher type = DOCTYPE.matcher(markup);
    if (!markup.contains("<!ENTITY") || !type.find()) {
      return new Replaced(markup, origins);
    }
    Matcher subset = SUBSET.matcher(markup).region(type.start(), markup.length());
    if (!subset.lookingAt()) {
      return new Replaced(markup, origins);
    }
    Map<String, String> values = new HashMap<>();
    Matcher entity = ENTITY.matcher(subset.group(1));
    while (entity.find()) {
      String value = entity.group(2) == null ? entity.group(3) : entity.group(2);
      if (!REFERENCE.matcher(value).find()) {
        values.putIfAbsent(entity.group(1), value);
      }
    }
    StringBuilder text = new StringBuilder(markup.substring(0, subset.start()));
    Matcher reference = REFERENCE.matcher(markup);
    int at = subset.end();
    int added = 0;
    while (added < MOST && reference.find(at)) {
      String value = values.get(reference.group(1));
      origins.put(text.length(), at);
      text.append(markup, at, reference.start());
      origins.put(text.length(), reference.start());
      text.append(value == null ? reference.group() : value);
      added += value == null ? 0 : value.length();
      at = reference.end();
    }
    origins.put(text.length(), at);
    return new Replaced(text.append(markup, at, markup.length()).toString(), origins);
  }
}
