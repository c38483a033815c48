package io.rhapsode.ingest.document.html.markup;

import java.util.HashMap;
import java.util.Map;
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

  /** The markup with its own entities replaced and without their declarations. */
  static String replaced(String markup) {
    Matcher type = DOCTYPE.matcher(markup);
    if (!markup.contains("<!ENTITY") || !type.find()) {
      return markup;
    }
    Matcher subset = SUBSET.matcher(markup).region(type.start(), markup.length());
    if (!subset.lookingAt()) {
      return markup;
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
      text.append(markup, at, reference.start()).append(value == null ? reference.group() : value);
      added += value == null ? 0 : value.length();
      at = reference.end();
    }
    return text.append(markup, at, markup.length()).toString();
  }
}
