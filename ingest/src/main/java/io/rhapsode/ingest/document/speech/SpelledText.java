package io.rhapsode.ingest.document.speech;

/** Text that is read character by character. */
public final class SpelledText {
  private SpelledText() {}

  /**
   * The text with a space between what is read alone: "NASA 42" as "N A S A 4 2".
   *
   * @param letters whether letters are read alone, and not figures only
   */
  public static String of(String text, boolean letters) {
    StringBuilder spelled = new StringBuilder();
    boolean alone = false;
    for (int point : text.strip().codePoints().toArray()) {
      boolean mark = Character.getType(point) == Character.NON_SPACING_MARK;
      boolean now = Character.isDigit(point) || letters && Character.isLetter(point);
      if ((now || alone) && !mark && !spelled.isEmpty() && !endsInSpace(spelled)) {
        spelled.append(Character.isWhitespace(point) ? "" : " ");
      }
      spelled.appendCodePoint(now ? Character.toUpperCase(point) : point);
      alone = mark ? alone : now;
    }
    return spelled.toString();
  }

  private static boolean endsInSpace(StringBuilder text) {
    return Character.isWhitespace(text.charAt(text.length() - 1));
  }
}
