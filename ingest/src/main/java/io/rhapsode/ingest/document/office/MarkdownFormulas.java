package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.limit.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * Raised and lowered text and formulas of one line as Pandoc's Markdown writes them: x^2^, H~2~O,
 * $E = mc^2$. Not by an extension of the parser, which has none for them.
 */
final class MarkdownFormulas {
  /**
   * A formula between dollars, but no prices: the first stands before, the last behind no space.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<![\\\\$\\p{L}\\p{N}])\\$(?=[^\\s$])([^$\\n]{1,200})(?<=[^\\s$])\\$(?![\\d$])");

  private static final Pattern RAISED =
      Pattern.compile("(?<=[\\p{L}\\p{N})\\]])\\^([^\\s^$]{1,12})\\^");

  private static final Pattern EXPONENT =
      Pattern.compile("(?<=[\\p{L}\\p{N})\\]])([\\^_])(?:\\{([^{}]{1,20})\\}|([\\p{L}\\p{N}]))");

  /** What a deletion inside a word is not: "H~2~O". */
  private static final Pattern INDEX = Pattern.compile("[\\p{N}+−-]{1,4}|[ijknm]");

  private MarkdownFormulas() {}

  static void apply(Document document) {
    for (Element deleted : document.select("del")) {
      boolean inWord =
          deleted.previousSibling() instanceof TextNode before
              && before.getWholeText().matches("(?s).*[\\p{L}\\p{N})\\]]");
      if (inWord && INDEX.matcher(deleted.text()).matches()) {
        deleted.tagName("sub");
      }
    }
    for (TextNode text : texts(document)) {
      Interruption.check();
      String written = text.getWholeText();
      if (written.indexOf('^') >= 0 || written.indexOf('$') >= 0) {
        rewrite(text);
      }
    }
  }

  private static List<TextNode> texts(Document document) {
    List<TextNode> texts = new ArrayList<>();
    NodeVisitor visitor =
        (node, depth) -> {
          if (node instanceof TextNode text && !isCode(text.parent())) {
            texts.add(text);
          }
        };
    NodeTraversor.traverse(visitor, document.body());
    return texts;
  }

  private static boolean isCode(Node parent) {
    return parent instanceof Element element
        && (element.normalName().equals("code") || element.normalName().equals("pre"));
  }

  private static void rewrite(TextNode text) {
    Element span = new Element("span");
    Matcher formula = FORMULA.matcher(text.getWholeText());
    int at = 0;
    while (formula.find()) {
      appendScripts(span, text.getWholeText().substring(at, formula.start()), RAISED);
      appendScripts(span, formula.group(1), EXPONENT);
      at = formula.end();
    }
    appendScripts(span, text.getWholeText().substring(at), RAISED);
    text.replaceWith(span);
    span.unwrap();
  }

  /** Text with its scripts: of one group, raised, or of a sign and what stands behind it. */
  private static void appendScripts(Element target, String text, Pattern scripts) {
    Matcher script = scripts.matcher(text);
    int at = 0;
    while (script.find()) {
      target.appendChild(new TextNode(text.substring(at, script.start())));
      boolean lowered = script.groupCount() > 1 && script.group(1).equals("_");
      String content =
          script.groupCount() == 1
              ? script.group(1)
              : script.group(2) == null ? script.group(3) : script.group(2);
      target.appendElement(lowered ? "sub" : "sup").text(content);
      at = script.end();
    }
    target.appendChild(new TextNode(text.substring(at)));
  }
}
