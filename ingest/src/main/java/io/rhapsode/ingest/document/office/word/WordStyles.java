package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.container.Xml;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What the paragraph styles of a word processor file mean: by outline level, else by name. */
public final class WordStyles {
  private static final Pattern HEADING =
      Pattern.compile("head(?:ing)?[ _-]?([1-9a-d])", Pattern.CASE_INSENSITIVE);
  private static final Pattern TITLE =
      Pattern.compile(
          "(?:chapter|appendix|part|book)?[ _-]?title|(?:chapter|part)[ _-]?(?:head(?:ing)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTENTS =
      Pattern.compile("toc[ _-]?\\d|contents \\d", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE =
      Pattern.compile(
          "(?:source[ _-]?)?code(?:[ _-]?(?:block|annotated|wide|example))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PREFORMATTED =
      Pattern.compile("preformatted text|html preformatted", Pattern.CASE_INSENSITIVE);
  private static final Pattern CAPTION =
      Pattern.compile(".*caption|figure|illustration", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTE =
      Pattern.compile(
          "(?:block |intense )?quot(?:e|ation)s?|block[ _-]?text", Pattern.CASE_INSENSITIVE);

  /** Preformatted text that is a program. */
  static final String LISTING = "listing";

  /**
   * What lists a paragraph is counted in.
   *
   * @param id number of the list, "0" for none
   * @param level as in {@code w:ilvl}, possibly empty
   */
  record Counting(String id, String level) {
    static Optional<Counting> of(Element paragraphOrStyle) {
      return Xml.child(paragraphOrStyle, "ppr")
          .flatMap(properties -> Xml.child(properties, "numpr"))
          .map(counting -> new Counting(value(counting, "numid"), value(counting, "ilvl")));
    }

    private static String value(Element counting, String name) {
      return Xml.child(counting, name).map(each -> each.attr("w:val")).orElse("");
    }
  }

  private record Style(
      String name, String basedOn, int level, Optional<Counting> counting, boolean hidden) {}

  private final Map<String, Style> styles = new HashMap<>();

  /** The styles part of a DOCX file. */
  public static WordStyles of(Document part) {
    WordStyles result = new WordStyles();
    for (Element style : Xml.all(part, "style")) {
      result.styles.put(
          style.attr("w:styleId"),
          new Style(
              Xml.child(style, "name").map(name -> name.attr("w:val")).orElse(""),
              Xml.child(style, "basedon").map(based -> based.attr("w:val")).orElse(""),
              outlineLevel(style),
              Counting.of(style),
              Xml.child(style, "rpr")
                  .filter(properties -> DocxConverter.isOn(properties, "vanish"))
                  .isPresent()));
    }
    return result;
  }

  /** 1 to 9 for the outline level a paragraph or style sets, 0 for body text, -1 for none set. */
  static int outlineLevel(Element paragraphOrStyle) {
    return Xml.child(paragraphOrStyle, "ppr")
        .flatMap(properties -> Xml.child(properties, "outlinelvl"))
        .map(level -> level.attr("w:val"))
        .filter(level -> level.matches("[0-9]"))
        .map(level -> (Integer.parseInt(level) + 1) % 10)
        .orElse(-1);
  }

  /**
   * The HTML element for paragraphs of a style: h1 to h6, pre, figcaption, blockquote, nav, p or
   * {@link #LISTING}.
   */
  String element(String styleId) {
    Set<String> seen = new HashSet<>();
    String next = styleId;
    while (styles.containsKey(next) && seen.add(next)) {
      Style style = styles.get(next);
      if (style.level() > 0) {
        return "h" + Math.min(6, style.level());
      }
      String element = byName(style.name());
      boolean subtitle = style.name().equalsIgnoreCase("subtitle");
      if (!element.equals("p") || style.level() == 0 || subtitle) {
        return element;
      }
      next = style.basedOn();
    }
    return styles.containsKey(styleId) ? "p" : byName(styleId);
  }

  /** Whether text of a style is hidden. */
  boolean hides(String styleId) {
    Set<String> seen = new HashSet<>();
    String next = styleId;
    while (styles.containsKey(next) && seen.add(next)) {
      if (styles.get(next).hidden()) {
        return true;
      }
      next = styles.get(next).basedOn();
    }
    return false;
  }

  /** The list that paragraphs of a style are counted in, if there is one. */
  Optional<Counting> counting(String styleId) {
    Set<String> seen = new HashSet<>();
    String next = styleId;
    while (styles.containsKey(next) && seen.add(next)) {
      if (styles.get(next).counting().isPresent()) {
        return styles.get(next).counting();
      }
      next = styles.get(next).basedOn();
    }
    return Optional.empty();
  }

  /** Adds the element of that name; lines that follow each other in one style are one text. */
  public static Element append(Element target, String name) {
    boolean listing = name.equals(LISTING);
    if (!listing && !name.equals("pre")) {
      return target.appendElement(name);
    }
    String role = listing ? DocumentRoles.CODE : "";
    Element previous = target.lastElementChild();
    return previous != null
            && previous.normalName().equals("pre")
            && previous.attr("epub:type").equals(role)
        ? previous.appendText("\n")
        : target.appendElement("pre").attr("epub:type", role);
  }

  /** The HTML element that the name of a style tells. */
  public static String byName(String name) {
    Matcher heading = HEADING.matcher(name);
    if (heading.matches()) {
      char level = Character.toLowerCase(heading.group(1).charAt(0));
      // Publishers' A heads stand below the chapter title.
      int depth = Character.isDigit(level) ? level - '0' : level - 'a' + 2;
      return "h" + Math.min(6, depth);
    }
    if (TITLE.matcher(name).matches()) {
      return "h1";
    }
    if (CONTENTS.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      return "nav";
    }
    if (CODE.matcher(name).matches()) {
      return LISTING;
    }
    if (PREFORMATTED.matcher(name).matches()) {
      return "pre";
    }
    if (CAPTION.matcher(name).matches()) {
      return "figcaption";
    }
    return QUOTE.matcher(name).matches() ? "blockquote" : "p";
  }
}
