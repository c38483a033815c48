package io.rhapsode.ingest.document.typography;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the hyphens that line breaking put into words from those that belong there. */
public final class Hyphens {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:[-’'][\\p{L}\\p{M}]+)*");
  private static final Pattern LAST = Pattern.compile("([\\p{L}\\p{M}]+)[-\\u2010\\u00AD]$");
  private static final Pattern FIRST = Pattern.compile("^[\\p{L}\\p{M}]+");

  private static final Pattern COMPOUND = Pattern.compile("[\\p{L}\\p{M}]+-[\\p{L}\\p{M}]");
  private static final Pattern TENS =
      Pattern.compile("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety");
  private static final Pattern UNITS =
      Pattern.compile(
          "(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth"
              + "|seventh|eighth|ninth)s?");

  /** As much of a text as holds its last word, in UTF-16 units. */
  private static final int LONGEST_WORD = 100;

  /** What English joins by a hyphen to nearly anything. */
  private static final Set<String> PREFIXES = Set.of("self", "quasi");

  private Hyphens() {}

  /** All words inside lines, in lower case. */
  public static Set<String> words(Iterable<String> lines) {
    Set<String> words = new HashSet<>();
    for (String line : lines) {
      Matcher matcher = WORD.matcher(line);
      while (matcher.find()) {
        boolean divided = matcher.end() >= line.length() - 1;
        if (!divided) {
          words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return words;
  }

  private static Matcher last(CharSequence text) {
    return LAST.matcher(text).region(Math.max(0, text.length() - LONGEST_WORD), text.length());
  }

  /** Whether a hyphen ends the text and the next line goes on with a small letter. */
  public static boolean endsDivided(CharSequence text, String next) {
    return last(text).find() && !next.isEmpty() && Character.isLowerCase(next.codePointAt(0));
  }

  /**
   * Whether the hyphen at the end is part of the word: by the rest of the document, else by its
   * parts, such as the numerals of "twenty-one" or a word that the hyphens of "mother-in-law" join.
   */
  public static boolean belongs(CharSequence text, String next, Set<String> words) {
    Matcher before = last(text);
    Matcher after = FIRST.matcher(next);
    if (!before.find() || !after.find()) {
      return true;
    }
    String one = before.group(1).toLowerCase(Locale.ROOT);
    String two = after.group().toLowerCase(Locale.ROOT);
    if (words.contains(one + two)) {
      return false;
    }
    boolean joined = before.start() > 0 && text.charAt(before.start() - 1) == '-';
    boolean compound = joined || COMPOUND.matcher(next).lookingAt();
    return words.contains(one + "-" + two)
        || compound
        || TENS.matcher(one).matches() && UNITS.matcher(two).matches()
        || PREFIXES.contains(one);
  }
}
