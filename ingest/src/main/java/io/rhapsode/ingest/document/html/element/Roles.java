package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.document.DocumentRoles;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The roles of an element: its {@code epub:type} (EPUB 3 Structural Semantics Vocabulary), its ARIA
 * role (DPub-ARIA without the "doc-") and what its name implies, spelt in one way.
 */
public final class Roles {
  /** What the converters of paginated formats call page headers and footers. */
  public static final String PAGE_FURNITURE = "page-furniture";

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("footnotes", "footnote"),
          Map.entry("note", "footnote"),
          Map.entry("endnote", "endnotes"),
          Map.entry("rearnote", "endnotes"),
          Map.entry("rearnotes", "endnotes"),
          Map.entry("annoref", "noteref"),
          Map.entry("referrer", "backlink"));

  /** Of the ARIA roles outside DPub-ARIA, those that say what the text is. */
  private static final Set<String> ARIA = Set.of("navigation", "presentation", "none", "heading");

  private static final Map<String, String> BY_NAME =
      Map.of("aside", "aside", "pagenum", "pagebreak", "noteref", "noteref", "note", "footnote");

  /** What DocBook, pandoc, AsciiDoc and syntax highlighters call listings of programs. */
  private static final Pattern LISTING_CLASS =
      Pattern.compile(
          "(?:^|\\s)(?:program-?listing|source-?code|screen|highlight|code-?block|language-\\S+)(?:\\s|$)",
          Pattern.CASE_INSENSITIVE);

  /** What Project Gutenberg calls the header and the licence in its books. */
  private static final Pattern WRAPPING =
      Pattern.compile("(?:^|\\s)pg-?(?:header|footer|boilerplate|machine-header)(?:\\s|$)");

  private static final List<String> NAVIGATION = List.of("toc", "landmarks", "page-list");

  private Roles() {}

  public static Set<String> of(Element element) {
    Set<String> roles = new LinkedHashSet<>();
    for (String type : tokens(element.attr("epub:type"))) {
      roles.add(SYNONYMS.getOrDefault(type, type));
    }
    for (String role : tokens(element.attr("role"))) {
      if (role.startsWith("doc-")) {
        String type = role.substring("doc-".length());
        roles.add(SYNONYMS.getOrDefault(type, type));
      } else if (ARIA.contains(role)) {
        roles.add(role);
      }
    }
    if (isListing(element)) {
      roles.add(DocumentRoles.CODE);
    }
    if (WRAPPING.matcher(element.id() + " " + element.className()).find()) {
      roles.add(DocumentRoles.LICENCE);
    }
    String implied = BY_NAME.get(element.normalName());
    if (implied != null) {
      roles.add(implied);
    }
    return roles;
  }

  /** Preformatted text that is all code, as HTML recommends it, or called so by its class. */
  private static boolean isListing(Element element) {
    if (!element.normalName().equals("pre")) {
      return false;
    }
    Element code = element.firstElementChild();
    boolean wholly =
        element.childrenSize() == 1
            && code.normalName().equals("code")
            && code.text().length() == element.text().length();
    return wholly || LISTING_CLASS.matcher(element.className()).find();
  }

  /** Whether the role is one of lists of links into the book. */
  public static boolean isNavigation(String role) {
    return NAVIGATION.contains(role);
  }

  /** The given role names, spelt as {@link #of} spells them. */
  public static Set<String> canonical(Collection<String> names) {
    Set<String> roles = new LinkedHashSet<>();
    for (String name : names) {
      String type = name.strip().toLowerCase(Locale.ROOT).replaceFirst("^doc-", "");
      roles.add(SYNONYMS.getOrDefault(type, type));
    }
    return roles;
  }

  private static List<String> tokens(String attribute) {
    return attribute.isBlank()
        ? List.of()
        : List.of(attribute.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }
}
