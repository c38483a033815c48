package io.rhapsode.ingest.document.typography;

import java.util.List;

/** Tells the lines of verse, addresses and lists from lines that only the page has broken. */
public final class VerseLines {
  private static final int LONGEST = 70;
  private static final int SHORT = 45;

  private VerseLines() {}

  /**
   * Whether each line of a text that was broken at a width is to be spoken as one: there was room
   * for the next word on most of them.
   *
   * @param lines without blank ones
   * @param width of the longest lines of the text, in characters
   */
  public static boolean are(List<String> lines, int width) {
    int room = 0;
    for (int index = 1; index < lines.size(); index++) {
      String next = lines.get(index).split("\\s+", 2)[0];
      room += lines.get(index - 1).length() + 1 + next.length() <= width ? 1 : 0;
    }
    return are(lines) && room * 3 >= (lines.size() - 1) * 2;
  }

  /**
   * Whether each line is to be spoken as one.
   *
   * @param lines without blank ones
   */
  public static boolean are(List<String> lines) {
    if (lines.size() < 2) {
      return false;
    }
    int capitals = 0;
    int divided = 0;
    int longest = 0;
    int length = 0;
    for (String line : lines) {
      longest = Math.max(longest, line.length());
      length += line.length();
      divided += line.matches(".*\\p{L}-$") ? 1 : 0;
    }
    for (String line : lines.subList(1, lines.size())) {
      int first = line.codePointAt(0);
      capitals += Character.isLowerCase(first) ? 0 : 1;
    }
    boolean begins = capitals * 5 >= (lines.size() - 1) * 4;
    boolean shortLines = lines.size() >= 4 && length <= SHORT * lines.size();
    return longest <= LONGEST && divided == 0 && (begins || shortLines && longest <= SHORT + 10);
  }
}
