package io.rhapsode.ingest.text.sentence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the items of a list that is written inside a paragraph: "1) eggs 2) milk". */
final class InlineList {
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:^|(?<=\\s))(?:[•⁃‣▪◦●∙·-]\\s*)?\\(?(\\d{1,3}|[A-Za-z](?!\\."
              + " ?\\p{L}\\.))(\\.\\)|\\)|\\.)"
              + "(?:\\s+(?=\\S)|(?<=\\)|\\d\\.)(?=\\p{Lu}\\p{Ll}))");
  private static final Pattern BULLET = Pattern.compile("(?:^|(?<=\\s))[•⁃‣▪◦●]\\s*(?=\\S)");

  private static final Pattern LABEL =
      Pattern.compile("\\(?(?:\\d{1,3}|[A-Za-z]|[ivxl]{1,6})\\.?\\)\\s+(?=\\p{Lu})");

  private record Item(int start, int number, String style) {}

  private InlineList() {}

  /** Marks the start of each item after the first of a list that begins the text. */
  static void markItems(String text, BitSet ends) {
    List<Item> items = new ArrayList<>();
    Matcher matcher = ITEM.matcher(text);
    while (matcher.find()) {
      items.add(new Item(matcher.start(), number(matcher.group(1)), style(matcher)));
    }
    if (items.isEmpty()) {
      markBullets(text, ends);
      return;
    }
    Item last = null;
    for (Item item : items) {
      boolean continues =
          last != null && item.number() == last.number() + 1 && item.style().equals(last.style());
      boolean again =
          last != null && last.number() > 1 && item.number() == 1 && sameList(item, last);
      if (continues || again || beginsList(text, item)) {
        ends.set(item.start());
        last = item;
      }
    }
    ends.clear(0);
  }

  private static boolean sameList(Item item, Item other) {
    return item.style().equals(other.style()) && item.style().indexOf(')') >= 0;
  }

  /** An item numbered 1 or a behind a sentence, or any item that the text begins with. */
  private static boolean beginsList(String text, Item item) {
    int before = item.start();
    while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
      before--;
    }
    boolean first = item.number() == 1 || item.number() == 'a';
    return before == 0 || first && ".:!?".indexOf(text.charAt(before - 1)) >= 0;
  }

  private static void markBullets(String text, BitSet ends) {
    Matcher matcher = BULLET.matcher(text);
    int bullets = 0;
    while (matcher.find()) {
      if (bullets == 0 && !text.substring(0, matcher.start()).isBlank()) {
        return;
      }
      if (bullets > 0) {
        ends.set(matcher.start());
      }
      bullets++;
    }
  }

  private static int number(String label) {
    char first = label.charAt(0);
    return Character.isDigit(first) ? Integer.parseInt(label) : Character.toLowerCase(first);
  }

  private static String style(Matcher item) {
    String label = item.group(1);
    String kind =
        Character.isDigit(label.charAt(0))
            ? "1"
            : label.equals(label.toLowerCase(java.util.Locale.ROOT)) ? "a" : "A";
    return kind + item.group(2);
  }

  /** Whether an item of a list begins at a position. */
  static boolean startsItem(String text, int position) {
    return ITEM.matcher(text).region(position, text.length()).useTransparentBounds(true).lookingAt()
        || BULLET
            .matcher(text)
            .region(position, text.length())
            .useTransparentBounds(true)
            .lookingAt();
  }

  /** Whether a label with a bracket, such as "(ii)" or "b)", stands at a position. */
  static boolean startsLabel(String text, int position) {
    return LABEL.matcher(text).region(position, text.length()).lookingAt();
  }

  /** Whether the text is nothing but the label of a list item: "2.", "(iv)", "• 9.". */
  static boolean isLabel(String text) {
    return text.strip()
        .matches("(?:[•⁃‣▪◦●∙·-]\\s*)?\\(?(?:\\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:\\.\\)|\\)|\\.)");
  }
}
