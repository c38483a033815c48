package io.rhapsode.ingest.document.pdf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the hyphens that line breaking put into words from those that belong there. */
final class Hyphens {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:[-’'][\\p{L}\\p{M}]+)*");
  private static final Pattern LAST = Pattern.compile("([\\p{L}\\p{M}]+)[-\\u2010\\u00AD]$");
  private static final Pattern FIRST = Pattern.compile("^[\\p{L}\\p{M}]+");

  private Hyphens() {}

  /** All words inside lines, in lower case. */
  static Set<String> words(List<Line> lines) {
    Set<String> words = new HashSet<>();
    for (Line line : lines) {
      Matcher matcher = WORD.matcher(line.text());
      while (matcher.find()) {
        boolean divided = matcher.end() >= line.text().length() - 1;
        if (!divided) {
          words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return words;
  }

  /** Whether a hyphen ends the text and the next line goes on with a small letter. */
  static boolean endsDivided(CharSequence text, String next) {
    return LAST.matcher(text).find()
        && !next.isEmpty()
        && Character.isLowerCase(next.codePointAt(0));
  }

  /** Whether the hyphen at the end is part of the word by the rest of the document. */
  static boolean belongs(CharSequence text, String next, Set<String> words) {
    Matcher before = LAST.matcher(text);
    Matcher after = FIRST.matcher(next);
    if (!before.find() || !after.find()) {
      return true;
    }
    String one = before.group(1).toLowerCase(Locale.ROOT);
    String two = after.group().toLowerCase(Locale.ROOT);
    return !words.contains(one + two) && words.contains(one + "-" + two);
  }
}
