package io.rhapsode.ingest.cast.play;

import io.rhapsode.ingest.cast.language.CastWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words at the beginning of a block that may be the name of a speaker.
 *
 * @param name as written, without direction and marks
 * @param mark what ends it: ':', '.' or '—'; a space where the block is nothing else
 * @param end one past the last unit of the label, before the speech
 */
record SpeakerLabel(String name, char mark, int end) {
  private static final int LONGEST = 40;
  private static final int MOST_WORDS = 4;

  private static final Pattern NAME =
      Pattern.compile("\\s*([\\p{Lu}\\p{Lt}\\p{Lo}][\\p{L}\\p{M}\\p{N}'’.& -]{0,39}?)\\s*");

  /** A direction, and the mark; behind a dash there need be no space. */
  private static final Pattern END =
      Pattern.compile(
          "((?:[(\\[][^)\\]]{1,80}[)\\]])?)\\s*" + "(\\.?\\s?[—–]|[:.](?=[\\s“\"«„(\\[]|$))\\s*");

  private static final Pattern ALONE = Pattern.compile("[.:]?\\s*$");

  /** Every reading of the beginning of a text as a label, the shortest name first. */
  static List<SpeakerLabel> at(PlayUnit unit, CastWords words) {
    String text = unit.text();
    int limit = Math.min(text.length(), LONGEST + 100);
    List<SpeakerLabel> found = new ArrayList<>();
    Matcher name = NAME.matcher(text).region(0, limit);
    Matcher end = END.matcher(text);
    for (int length = 1; length <= Math.min(limit, LONGEST); length++) {
      if (length < text.length() && ":.—–([ ".indexOf(text.charAt(length)) < 0) {
        continue;
      }
      if (!name.region(0, length).matches() || !isName(name.group(1), words)) {
        continue;
      }
      end.region(length, limit);
      if (length < text.length() && end.lookingAt() && end.end() < text.length()) {
        String mark = end.group(2).strip();
        if (!mark.equals(".") || !isTitle(name.group(1), words)) {
          found.add(new SpeakerLabel(name.group(1), mark.charAt(mark.length() - 1), end.end()));
        }
      } else if (ALONE.matcher(text).region(length, text.length()).lookingAt()) {
        found.add(new SpeakerLabel(name.group(1), ' ', text.length()));
      }
    }
    return found;
  }

  /** As of "Dr. Livesey came." */
  private static boolean isTitle(String name, CastWords words) {
    return words.isTitle(name.toLowerCase(Locale.ROOT) + ".");
  }

  private static boolean isName(String name, CastWords words) {
    String[] parts = name.split("[ ]+");
    if (parts.length > MOST_WORDS) {
      return false;
    }
    String first = parts[0].toLowerCase(Locale.ROOT).replace(".", "");
    return !words.isNoLabel(first) && (isCapitals(name) || !words.isNoName(first));
  }

  /** The same for the same speaker. */
  String key() {
    return name.toUpperCase(Locale.ROOT).replace(".", "").strip();
  }

  boolean isCapitals() {
    return isCapitals(name);
  }

  private static boolean isCapitals(String name) {
    return name.codePoints().noneMatch(Character::isLowerCase)
        && name.codePoints().anyMatch(Character::isLetter);
  }
}
