package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.facts.LanguageTags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What the elements of HTML (and of DTBook and MathML inside EPUB) are to a reader of text. */
public final class HtmlElements {
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "caption",
          "center",
          "dd",
          "details",
          "dialog",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "frontmatter",
          "bodymatter",
          "rearmatter",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "head",
          "hgroup",
          "hr",
          "html",
          "legend",
          "level",
          "level1",
          "level2",
          "level3",
          "level4",
          "level5",
          "level6",
          "li",
          "lic",
          "line",
          "linegroup",
          "list",
          "main",
          "menu",
          "nav",
          "note",
          "ol",
          "optgroup",
          "option",
          "p",
          "poem",
          "pre",
          "search",
          "section",
          "summary",
          "svg",
          "table",
          "tbody",
          "td",
          "text",
          "tfoot",
          "th",
          "thead",
          "title",
          "tr",
          "ul");

  private static final Map<String, BlockKind> KINDS =
      Map.ofEntries(
          Map.entry("li", BlockKind.LIST_ITEM),
          Map.entry("dt", BlockKind.LIST_ITEM),
          Map.entry("dd", BlockKind.LIST_ITEM),
          Map.entry("td", BlockKind.TABLE_CELL),
          Map.entry("th", BlockKind.TABLE_CELL),
          Map.entry("blockquote", BlockKind.QUOTE),
          Map.entry("pre", BlockKind.CODE),
          Map.entry("figcaption", BlockKind.CAPTION),
          Map.entry("caption", BlockKind.CAPTION));

  private static final Set<String> NOT_TEXT = Set.of("script", "style", "template");
  private static final Set<String> MATH_TOKENS =
      Set.of("mi", "mn", "mo", "ms", "mtext", "mtd", "mtr");

  private static final Pattern SCHEME = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:|//).*");

  private HtmlElements() {}

  /** The name in lower case without a namespace prefix. */
  public static String localName(Element element) {
    String name = element.normalName();
    return name.substring(name.lastIndexOf(':') + 1);
  }

  public static boolean isBlock(String name) {
    return BLOCKS.contains(name);
  }

  public static boolean isMathToken(String name) {
    return MATH_TOKENS.contains(name);
  }

  /** Whether what the element holds is no text of the document at all. */
  public static boolean isNotText(Element element, String name) {
    if (NOT_TEXT.contains(name)) {
      return true;
    }
    Element parent = element.parent();
    boolean inRoot = parent != null && localName(parent).equals("html");
    return inRoot && (name.equals("head") || name.equals("title"));
  }

  /** What text in such an element is, unless the element says nothing about it. */
  public static Optional<BlockKind> kind(String name) {
    return Optional.ofNullable(KINDS.get(name));
  }

  /** 1 to 6, or 0 when the element is no heading. */
  public static int headingLevel(Element element, String name) {
    if (name.length() == 2 && name.charAt(0) == 'h' && "123456".indexOf(name.charAt(1)) >= 0) {
      return name.charAt(1) - '0';
    }
    if (!element.attr("role").equals("heading")) {
      return 0;
    }
    String level = element.attr("aria-level").strip();
    return level.matches("[1-6]") ? Integer.parseInt(level) : 2;
  }

  /** The language the element declares, if it declares one. */
  public static Optional<String> language(Element element) {
    String language = element.attr("xml:lang").strip();
    if (language.isEmpty()) {
      language = element.attr("lang").strip();
    }
    return LanguageTags.wellFormed(language);
  }

  public static boolean isInternalLink(Element element, String name) {
    return name.equals("a") && !target(element).isEmpty();
  }

  /** The address inside the publication that a link leads to, or nothing. */
  public static String target(Element link) {
    String target = link.hasAttr("href") ? link.attr("href") : link.attr("xlink:href");
    return SCHEME.matcher(target).matches() ? "" : target.strip();
  }
}
