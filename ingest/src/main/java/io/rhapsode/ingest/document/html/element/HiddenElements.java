package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.limit.Interruption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Which elements a reading system does not show: by the hidden attribute, by their style attribute,
 * or by rules of the style sheets with selectors that do not depend on a state.
 */
public final class HiddenElements {
  private final Map<Element, String> causes = new IdentityHashMap<>();
  private final Map<Element, String> listStyles = new IdentityHashMap<>();
  private final Set<Element> lines = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Element, Script> scripts = new IdentityHashMap<>();

  /**
   * @param styleSheets the linked ones, in order; the style elements of the document follow
   */
  public HiddenElements(Document document, List<StyleSheet> styleSheets) {
    List<StyleSheet> sheets = new ArrayList<>(styleSheets);
    for (Element style : document.select("style")) {
      sheets.add(StyleSheet.parse(style.wholeText() + style.data()));
    }
    Map<String, String> rules = new LinkedHashMap<>();
    Map<String, String> lists = new LinkedHashMap<>();
    Map<String, Script> raised = new LinkedHashMap<>();
    sheets.forEach(sheet -> rules.putAll(sheet.hiding()));
    sheets.forEach(sheet -> lists.putAll(sheet.listStyles()));
    Set<String> alone = new LinkedHashSet<>();
    sheets.forEach(sheet -> alone.addAll(sheet.lines()));
    alone.forEach(selector -> lines.addAll(matches(document, selector)));
    sheets.forEach(sheet -> raised.putAll(sheet.scripts()));
    raised.forEach(
        (selector, script) ->
            matches(document, selector).forEach(element -> scripts.put(element, script)));
    lists.forEach(
        (selector, style) ->
            matches(document, selector).forEach(element -> listStyles.put(element, style)));
    rules.forEach(
        (selector, cause) ->
            matches(document, selector).forEach(element -> causes.putIfAbsent(element, cause)));
  }

  /** The list-style-type of elements by the style sheets. */
  public Map<Element, String> listStyles() {
    return listStyles;
  }

  /** Whether a style sets the element on lines of its own. */
  boolean isLine(Element element) {
    return lines.contains(element) || StyleSheet.isLine(element.attr("style"));
  }

  /** Whether a style raises or lowers the element. */
  public Optional<Script> script(Element element) {
    Optional<Script> own = StyleSheet.script(element.attr("style"));
    return own.isPresent() ? own : Optional.ofNullable(scripts.get(element));
  }

  /** Why the element is not shown, if it is not. */
  public Optional<String> cause(Element element) {
    if (element.hasAttr("hidden")) {
      return Optional.of("hidden");
    }
    // A caption that repeats the picture's description is hidden from those who hear the latter.
    if (element.attr("aria-hidden").equals("true") && !isCaption(element)) {
      return Optional.of("aria-hidden");
    }
    String style = element.attr("style");
    Optional<String> own = style.isEmpty() ? Optional.empty() : StyleSheet.cause(style);
    if (own.isPresent() || StyleSheet.displays(style)) {
      return own;
    }
    return Optional.ofNullable(causes.get(element));
  }

  private static boolean isCaption(Element element) {
    return HtmlElements.localName(element).equals("figcaption");
  }

  private static List<Element> matches(Document document, String selector) {
    Interruption.check();
    if (selector.isEmpty() || selector.matches("(?s).*[:@\\\\|].*")) {
      return List.of();
    }
    try {
      return document.select(selector);
    } catch (SelectorParseException | IllegalArgumentException notASelector) {
      // A broken rule hides nothing, as in a browser.
      return List.of();
    }
  }
}
