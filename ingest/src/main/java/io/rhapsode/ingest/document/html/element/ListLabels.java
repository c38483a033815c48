package io.rhapsode.ingest.document.html.element;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * Counts the items of ordered lists (HTML section 4.4.5) as they are met in document order. Used by
 * one thread.
 */
public final class ListLabels {
  /** Attribute with the label of an element, for converters of formats that number on their own. */
  public static final String ATTRIBUTE = "rhapsode-label";

  private static final int LETTERS = 26;
  private static final List<String> UNNUMBERED =
      List.of("none", "disc", "circle", "square", "initial", "unset");

  private final Map<Element, Integer> next = new IdentityHashMap<>();
  private final Map<Element, String> styles = new IdentityHashMap<>();

  /**
   * @param styles the list-style-type of elements, by style sheets
   */
  public ListLabels(Map<Element, String> styles) {
    this.styles.putAll(styles);
  }

  /** What a reader says before the item, unless it is not numbered or its text begins with it. */
  public Optional<String> of(Element element) {
    if (element.hasAttr(ATTRIBUTE)) {
      return Optional.of(element.attr(ATTRIBUTE)).filter(label -> !label.isBlank());
    }
    Element list = element.parent();
    if (!element.normalName().equals("li") || list == null || !list.normalName().equals("ol")) {
      return Optional.empty();
    }
    int number = number(element, list);
    next.put(list, list.hasAttr("reversed") ? number - 1 : number + 1);
    String style = style(element).or(() -> style(list)).orElse(type(list));
    if (UNNUMBERED.contains(style)) {
      return Optional.empty();
    }
    boolean letters = style.contains("alpha") || style.contains("latin");
    String label = letters ? letters(number) : String.valueOf(number);
    return beginsWith(element.text().strip(), label) ? Optional.empty() : Optional.of(label);
  }

  private int number(Element item, Element list) {
    Optional<Integer> own = integer(item.attr("value"));
    if (own.isPresent()) {
      return own.get();
    }
    Integer following = next.get(list);
    if (following != null) {
      return following;
    }
    int first = list.hasAttr("reversed") ? items(list) : 1;
    return integer(list.attr("start")).orElse(first);
  }

  private static int items(Element list) {
    return (int) list.children().stream().filter(child -> child.normalName().equals("li")).count();
  }

  private Optional<String> style(Element element) {
    return StyleSheet.listStyle(element.attr("style"))
        .or(() -> Optional.ofNullable(styles.get(element)));
  }

  private static String type(Element list) {
    return list.attr("type").equalsIgnoreCase("a") ? "alpha" : "decimal";
  }

  /** A, B ... Z, AA, AB ...; what is below 1 stays a number, as in a browser. */
  public static String letters(int number) {
    if (number < 1) {
      return String.valueOf(number);
    }
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest = (rest - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
    }
    return letters.toString();
  }

  private static boolean beginsWith(String text, String label) {
    String opening = text.toUpperCase(Locale.ROOT).replaceFirst("^[(\\[]", "");
    return opening.startsWith(label)
        && opening.length() > label.length()
        && ".)]:".indexOf(opening.charAt(label.length())) >= 0;
  }

  private static Optional<Integer> integer(String value) {
    return value.strip().matches("-?\\d{1,8}")
        ? Optional.of(Integer.parseInt(value.strip()))
        : Optional.empty();
  }
}
