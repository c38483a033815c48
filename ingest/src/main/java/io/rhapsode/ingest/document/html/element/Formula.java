package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.document.typography.RaisedText;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** MathML in one line, as it is written in running text: x² + 1, 1/2, √(a + b), ∑. */
public final class Formula {
  private static final Set<String> OPERATORS_WITHOUT_SPACE = Set.of("(", ")", "[", "]", "{", "}");
  private static final Set<String> INVISIBLE = Set.of("\u2061", "\u2062", "\u2063", "\u2064");

  private Formula() {}

  public static String text(Element formula) {
    return line(formula).replaceAll("\\s+", " ").strip();
  }

  private static String line(Element element) {
    String name = HtmlElements.localName(element);
    List<Element> children = element.children();
    return switch (name) {
      case "annotation", "annotation-xml" -> "";
      case "mi", "mn", "mtext", "ms" -> element.text().strip();
      case "mo" -> operator(element.text().strip());
      case "mspace" -> " ";
      case "mfrac" -> children.size() < 2 ? row(children) : fraction(children);
      case "msup" -> children.size() < 2 ? row(children) : power(children.get(0), children.get(1));
      case "msub" ->
          children.size() < 2
              ? row(children)
              : line(children.get(0)) + RaisedText.lowered("x", line(children.get(1)));
      case "msubsup" ->
          children.size() < 3
              ? row(children)
              : line(children.get(0))
                  + RaisedText.lowered("x", line(children.get(1)))
                  + RaisedText.raised(line(children.get(2)).strip());
      case "msqrt" -> "√" + grouped(row(children));
      case "mroot" ->
          children.size() < 2
              ? "√" + grouped(row(children))
              : root(line(children.get(1)).strip()) + grouped(line(children.get(0)));
      case "munder", "munderover" -> row(children).replaceAll("(?<=\\S)\\s*=\\s*", " = ");
      case "mfenced" -> "(" + row(children) + ")";
      case "mtable" -> joined(children, "; ");
      case "mtr" -> joined(children, ", ");
      default -> children.isEmpty() ? element.text() : row(children);
    };
  }

  private static String row(List<Element> children) {
    return joined(children, "");
  }

  private static String joined(List<Element> children, String separator) {
    StringBuilder line = new StringBuilder();
    for (Element child : children) {
      line.append(line.isEmpty() ? "" : separator).append(line(child));
    }
    return line.toString();
  }

  private static String operator(String sign) {
    if (INVISIBLE.contains(sign)) {
      return sign.equals("\u2061") ? " " : "";
    }
    return OPERATORS_WITHOUT_SPACE.contains(sign) || sign.isEmpty() ? sign : " " + sign + " ";
  }

  private static String fraction(List<Element> children) {
    return grouped(line(children.get(0))) + "/" + grouped(line(children.get(1)));
  }

  private static String power(Element base, Element exponent) {
    return line(base) + RaisedText.raised(line(exponent).replace(" ", ""));
  }

  private static String root(String index) {
    return switch (index) {
      case "3" -> "∛";
      case "4" -> "∜";
      default -> index + "√";
    };
  }

  /** In brackets when it is more than one number or name. */
  private static String grouped(String text) {
    String core = text.strip();
    return core.matches("[\\p{L}\\p{N}.,]*") || core.matches("\\(.*\\)") ? core : "(" + core + ")";
  }
}
