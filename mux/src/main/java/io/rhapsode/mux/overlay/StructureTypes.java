package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.markup.Token.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What elements tell reading systems, which let their users skip notes and page numbers and leave
 * tables (EPUB Media Overlays 3.3, "Skippability and escapability").
 */
final class StructureTypes {
  private static final Set<String> TYPES =
      Set.of(
          "annotation",
          "aside",
          "bibliography",
          "endnote",
          "endnotes",
          "figure",
          "footnote",
          "footnotes",
          "glossary",
          "help",
          "index",
          "list",
          "marginalia",
          "noteref",
          "pagebreak",
          "practice",
          "rearnote",
          "rearnotes",
          "sidebar",
          "table",
          "table-cell",
          "table-row");

  private static final Map<String, String> ELEMENTS =
      Map.of(
          "aside", "aside",
          "figure", "figure",
          "table", "table",
          "td", "table-cell",
          "th", "table-cell",
          "tr", "table-row");

  private static final String ROLE_PREFIX = "doc-";

  private StructureTypes() {}

  /** The type of an element, by its {@code epub:type}, its role or its name; or empty. */
  static String of(Token token) {
    if (token.kind() != Kind.START) {
      return "";
    }
    for (String type : words(token, "epub:type")) {
      if (TYPES.contains(type)) {
        return type;
      }
    }
    for (String role : words(token, "role")) {
      String type = role.startsWith(ROLE_PREFIX) ? role.substring(ROLE_PREFIX.length()) : "";
      if (TYPES.contains(type)) {
        return type;
      }
    }
    return ELEMENTS.getOrDefault(token.localName(), "");
  }

  private static List<String> words(Token token, String attribute) {
    return List.of(token.attribute(attribute).orElse("").strip().split("\\s+"));
  }
}
