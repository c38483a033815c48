package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.element.ListLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The automatic numbers of a DOCX file (ECMA-376 part 1, 17.9), counted as paragraphs are met in
 * order. Used once, by one thread.
 */
final class WordNumbering {
  private static final int LEVELS = 9;
  private static final Pattern PLACE = Pattern.compile("%([1-9])");

  /** A level of a list: how it counts and, with "%1" for numbers, what it shows. */
  private record Level(int start, String format, String text) {}

  private final Map<String, Level[]> lists = new HashMap<>();

  /** By number of a list in paragraphs, the list that it counts in. */
  private final Map<String, String> numbers = new HashMap<>();

  /** By number of a list and level, where it starts anew when it is first met. */
  private final Map<String, Integer> overrides = new HashMap<>();

  private final Map<String, Integer[]> counters = new HashMap<>();

  /** The numbering part of a DOCX file. */
  static WordNumbering of(Document part) {
    WordNumbering result = new WordNumbering();
    for (Element list : Xml.all(part, "abstractnum")) {
      Level[] levels = new Level[LEVELS];
      for (Element level : Xml.children(list, "lvl")) {
        index(level.attr("w:ilvl")).ifPresent(index -> levels[index] = level(level));
      }
      result.lists.put(list.attr("w:abstractNumId"), levels);
    }
    for (Element number : Xml.all(part, "num")) {
      String id = number.attr("w:numId");
      Xml.child(number, "abstractnumid")
          .ifPresent(list -> result.numbers.put(id, list.attr("w:val")));
      for (Element override : Xml.children(number, "lvloverride")) {
        Xml.child(override, "startoverride")
            .flatMap(start -> integer(start.attr("w:val")))
            .ifPresent(start -> result.overrides.put(id + " " + override.attr("w:ilvl"), start));
      }
    }
    return result;
  }

  private static Level level(Element level) {
    int start = Xml.child(level, "start").flatMap(each -> integer(each.attr("w:val"))).orElse(0);
    String format = Xml.child(level, "numfmt").map(each -> each.attr("w:val")).orElse("decimal");
    String text = Xml.child(level, "lvltext").map(each -> each.attr("w:val")).orElse("");
    return new Level(start, format, text);
  }

  /**
   * Counts a paragraph.
   *
   * @param id number of its list
   * @param level as in {@code w:ilvl}
   * @return what a reader says before it, such as "3", "1.2" or "Chapter 4"; nothing for bullets
   */
  Optional<String> count(String id, String level) {
    String list = numbers.get(id);
    Optional<Integer> index = index(level.isEmpty() ? "0" : level);
    if (list == null || index.isEmpty() || !lists.containsKey(list)) {
      return Optional.empty();
    }
    Level[] levels = lists.get(list);
    Integer[] counts = counters.computeIfAbsent(list, first -> new Integer[LEVELS]);
    int at = index.get();
    if (levels[at] == null) {
      return Optional.empty();
    }
    Integer override = overrides.remove(id + " " + at);
    boolean begins = override == null && counts[at] == null;
    counts[at] =
        override != null ? override : begins ? Integer.valueOf(levels[at].start()) : counts[at] + 1;
    for (int deeper = at + 1; deeper < LEVELS; deeper++) {
      counts[deeper] = null;
    }
    return label(levels, counts, at);
  }

  private static Optional<String> label(Level[] levels, Integer[] counts, int at) {
    Matcher matcher = PLACE.matcher(levels[at].text());
    StringBuilder label = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          label,
          Matcher.quoteReplacement(number(levels, counts, Integer.parseInt(matcher.group(1)) - 1)));
    }
    matcher.appendTail(label);
    boolean bullet = levels[at].format().equals("bullet") || !levels[at].text().contains("%");
    String shown = label.toString().replaceAll("^[\\s(\\[]+|[\\s.)\\]:–—-]+$", "");
    return bullet || shown.isEmpty() ? Optional.empty() : Optional.of(shown);
  }

  private static String number(Level[] levels, Integer[] counts, int level) {
    if (levels[level] == null || levels[level].format().equals("none")) {
      return "";
    }
    int count = counts[level] == null ? levels[level].start() : counts[level];
    return levels[level].format().endsWith("Letter")
        ? ListLabels.letters(count)
        : String.valueOf(count);
  }

  private static Optional<Integer> index(String level) {
    return integer(level).filter(index -> index >= 0 && index < LEVELS);
  }

  private static Optional<Integer> integer(String value) {
    return value.matches("\\d{1,8}") ? Optional.of(Integer.parseInt(value)) : Optional.empty();
  }
}
