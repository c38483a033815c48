package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.container.Xml;
import java.util.List;
import org.jsoup.nodes.Element;

/** Formulas of Word (ECMA-376 part 1, 22.1) as MathML. */
final class OfficeMath {
  private OfficeMath() {}

  /** Adds the formula to an element of HTML. */
  static void append(Element formula, Element target) {
    row(formula, target.appendElement("math"));
  }

  private static void row(Element parent, Element target) {
    for (Element child : parent.children()) {
      element(child, target);
    }
  }

  private static void element(Element element, Element target) {
    switch (Xml.name(element)) {
      case "t" -> target.appendElement("mi").text(element.text());
      case "f" -> parts(element, target.appendElement("mfrac"), "num", "den");
      case "ssup" -> parts(element, target.appendElement("msup"), "e", "sup");
      case "ssub" -> parts(element, target.appendElement("msub"), "e", "sub");
      case "ssubsup" -> parts(element, target.appendElement("msubsup"), "e", "sub", "sup");
      case "rad" -> radical(element, target);
      case "nary" -> nary(element, target);
      case "d" -> parts(element, target.appendElement("mfenced"), "e");
      case "ppr",
          "rpr",
          "ctrlpr",
          "fpr",
          "ssuppr",
          "ssubpr",
          "ssubsuppr",
          "radpr",
          "narypr",
          "dpr",
          "funcpr" -> {
        return;
      }
      default -> row(element, target);
    }
  }

  private static void parts(Element element, Element target, String... names) {
    for (String name : names) {
      List<Element> found = Xml.children(element, name);
      found.forEach(part -> row(part, target.appendElement("mrow")));
    }
  }

  private static void radical(Element element, Element target) {
    boolean index = Xml.child(element, "deg").map(degree -> degree.hasText()).orElse(false);
    if (index) {
      parts(element, target.appendElement("mroot"), "e", "deg");
    } else {
      parts(element, target.appendElement("msqrt"), "e");
    }
  }

  private static void nary(Element element, Element target) {
    String sign = Xml.first(element, "chr").map(chr -> chr.attr("m:val")).orElse("∫");
    Element limits = target.appendElement("msubsup");
    limits.appendElement("mo").text(sign);
    parts(element, limits, "sub", "sup");
    parts(element, target, "e");
  }
}
