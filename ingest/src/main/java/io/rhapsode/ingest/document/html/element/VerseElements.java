package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.document.typography.VerseLines;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Which elements are lines of verse, or hold them. Used by one thread. */
public final class VerseElements {
  private static final Set<String> NAMES = Set.of("line", "l", "v");
  private static final Pattern CLASS =
      Pattern.compile(
          "(?:^|\\s)(?:l|line|verse|verse-?line|poem-?line|stanza-?line|i\\d{1,2}|vers|versline|poetry-line)"
              + "(?:\\s|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern POEM =
      Pattern.compile(
          "(?:^|[\\s_-])(?:poem|poetry|verse|stanza|strophe|lg|linegroup|line-block|lyrics|song)",
          Pattern.CASE_INSENSITIVE);

  private final HiddenElements styles;
  private final Map<Element, Boolean> known = new IdentityHashMap<>();

  public VerseElements(HiddenElements styles) {
    this.styles = styles;
  }

  /** Whether an element that is no block stands on a line of its own. */
  public boolean isLine(Element element) {
    return styles.isLine(element) || element.normalName().equals("span") && isNamed(element);
  }

  /** Whether a block is a line that follows another one of the same group. */
  public boolean isFurtherLine(Element element) {
    Element before = element.previousElementSibling();
    return before != null && isNamed(element) && isNamed(before) && isOneLine(before);
  }

  private static boolean isNamed(Element element) {
    String name = HtmlElements.localName(element);
    return NAMES.contains(name)
        || !element.className().isEmpty() && CLASS.matcher(element.className()).find();
  }

  private static boolean isOneLine(Element element) {
    return element.childrenSize() == 0
        || element.children().stream()
            .map(HtmlElements::localName)
            .noneMatch(name -> name.equals("br") || HtmlElements.isBlock(name));
  }

  /** Whether the lines that breaks divide an element into are lines of verse. */
  public boolean isVerse(Element element) {
    return element != null && known.computeIfAbsent(element, VerseElements::hasVerse);
  }

  private static boolean hasVerse(Element element) {
    Element parent = element.parent();
    if (POEM.matcher(element.className()).find()
        || parent != null && POEM.matcher(parent.className()).find()) {
      return true;
    }
    Lines lines = new Lines();
    NodeTraversor.traverse(lines, element);
    return VerseLines.are(lines.texts());
  }

  /** The text of an element, divided at its breaks. */
  private static final class Lines implements NodeVisitor {
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        lines.get(lines.size() - 1).append(text.getWholeText());
      } else if (node instanceof Element element && element.normalName().equals("br")) {
        lines.add(new StringBuilder());
      }
    }

    List<String> texts() {
      return lines.stream()
          .map(line -> line.toString().replaceAll("\\s+", " ").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
