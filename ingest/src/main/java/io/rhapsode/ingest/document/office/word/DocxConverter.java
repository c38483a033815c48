package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.element.ListLabels;
import io.rhapsode.ingest.document.office.HtmlFormats;
import io.rhapsode.ingest.limit.Interruption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * WordprocessingML to HTML. Deleted and moved-away text, comments and field codes are not part of
 * the text; notes follow the paragraph that refers to them. Used once, by one thread.
 */
final class DocxConverter {
  /** Elements whose text is not the document's: properties, deletions, field codes, fallbacks. */
  private static final Set<String> NOT_TEXT =
      Set.of(
          "ppr",
          "rpr",
          "tblpr",
          "trpr",
          "tcpr",
          "sectpr",
          "del",
          "movefrom",
          "deltext",
          "instrtext",
          "delinstrtext",
          "fallback",
          "sdtpr",
          "commentreference",
          "annotationref");

  private final WordStyles styles;
  private final WordNumbering numbering;
  private final Map<String, Element> footnotes;
  private final Map<String, Element> endnotes;
  private final Document html = Document.createShell("");
  private final List<Element> pendingNotes = new ArrayList<>();

  /** A large initial that stands in a frame of its own, until its paragraph comes. */
  private Element initial;

  /** A paragraph whose end was deleted: the next one goes on with it. */
  private Element open;

  DocxConverter(WordStyles styles, WordNumbering numbering, Document footnotes, Document endnotes) {
    this.styles = styles;
    this.numbering = numbering;
    this.footnotes = notes(footnotes, "footnote");
    this.endnotes = notes(endnotes, "endnote");
  }

  Document convert(Document main) {
    Xml.first(main, "body").ifPresent(body -> blocks(body, html.body()));
    HtmlFormats.moveBehindParagraphs(html);
    return html;
  }

  /** Adds a header or footer part, which is read as such. */
  void addFurniture(Document part) {
    Element furniture = html.body().appendElement("div").attr("epub:type", "page-furniture");
    part.children().forEach(root -> blocks(root, furniture));
  }

  private static Map<String, Element> notes(Document part, String name) {
    Map<String, Element> notes = new HashMap<>();
    for (Element note : Xml.all(part, name)) {
      // The separator lines are notes with a type.
      if (note.attr("w:type").isEmpty() || note.attr("w:type").equals("normal")) {
        notes.put(note.attr("w:id"), note);
      }
    }
    return notes;
  }

  private void blocks(Element parent, Element target) {
    for (Element child : parent.children()) {
      Interruption.check();
      switch (Xml.name(child)) {
        case "p" -> paragraph(child, target);
        case "tbl" -> blocks(child, target.appendElement("table"));
        case "tr" -> blocks(child, target.appendElement("tr"));
        case "tc" -> blocks(child, target.appendElement("td"));
        case "sdt" -> blocks(child, isContents(child) ? contents(target) : target);
        default -> {
          if (!NOT_TEXT.contains(Xml.name(child))) {
            blocks(child, target);
          }
        }
      }
    }
  }

  private static Element contents(Element target) {
    return target.appendElement("nav").attr("epub:type", "toc");
  }

  private static boolean isContents(Element structure) {
    return Xml.first(structure, "docpartgallery")
        .map(gallery -> gallery.attr("w:val").equalsIgnoreCase("Table of Contents"))
        .orElse(false);
  }

  private void paragraph(Element paragraph, Element target) {
    if (isInitial(paragraph)) {
      initial = new Element("span");
      runs(paragraph, initial);
      return;
    }
    String name = elementName(paragraph);
    Element element =
        open != null
            ? open
            : name.equals("nav")
                ? contents(target).appendElement("p")
                : WordStyles.append(target, name);
    if (initial != null) {
      element.appendChildren(List.copyOf(initial.childNodes()));
      initial = null;
    }
    runs(paragraph, styles.hides(style(paragraph)) ? hidden(element) : element);
    if (open == null) {
      label(paragraph, element);
    }
    open = endsDeleted(paragraph) ? element : null;
    List<Element> notes = List.copyOf(pendingNotes);
    pendingNotes.clear();
    for (Element note : notes) {
      String role = Xml.name(note).equals("footnote") ? "footnote" : "endnotes";
      blocks(note, target.appendElement("aside").attr("epub:type", role));
    }
  }

  private static boolean isInitial(Element paragraph) {
    return property(paragraph, "framepr")
        .map(frame -> frame.attr("w:dropCap"))
        .filter(place -> place.equals("drop") || place.equals("margin"))
        .isPresent();
  }

  private static boolean endsDeleted(Element paragraph) {
    return property(paragraph, "rpr")
        .filter(mark -> Xml.child(mark, "del").isPresent())
        .isPresent();
  }

  private static Optional<Element> property(Element paragraph, String name) {
    return Xml.child(paragraph, "ppr").flatMap(properties -> Xml.child(properties, name));
  }

  private static String style(Element paragraph) {
    return property(paragraph, "pstyle").map(style -> style.attr("w:val")).orElse("");
  }

  private static Element hidden(Element target) {
    return target.appendElement("span").attr("hidden", "hidden");
  }

  /** A run of text with what its properties say: hidden, raised, lowered, struck out. */
  private void run(Element run, Element target) {
    Element place = target;
    Optional<Element> properties = Xml.child(run, "rpr");
    if (properties.isPresent()) {
      Element of = properties.get();
      String style = Xml.child(of, "rstyle").map(each -> each.attr("w:val")).orElse("");
      if (isOn(of, "vanish") || styles.hides(style)) {
        place = hidden(place);
      }
      if (isOn(of, "strike") || isOn(of, "dstrike")) {
        place = place.appendElement("s");
      }
      String raised = Xml.child(of, "vertalign").map(each -> each.attr("w:val")).orElse("");
      if (raised.equals("superscript") || raised.equals("subscript")) {
        String name = raised.equals("superscript") ? "sup" : "sub";
        Element last =
            place.childNodeSize() > 0
                    && place.childNode(place.childNodeSize() - 1) instanceof Element each
                ? each
                : null;
        place = last != null && last.normalName().equals(name) ? last : place.appendElement(name);
      }
    }
    runs(run, place);
  }

  /** Whether a property that is on or off is on. */
  static boolean isOn(Element properties, String name) {
    return Xml.child(properties, name)
        .filter(property -> !property.attr("w:val").matches("0|false|off|none"))
        .isPresent();
  }

  private void label(Element paragraph, Element element) {
    Optional<WordStyles.Counting> own = WordStyles.Counting.of(paragraph);
    Optional<WordStyles.Counting> styled =
        Xml.child(paragraph, "ppr")
            .flatMap(properties -> Xml.child(properties, "pstyle"))
            .flatMap(style -> styles.counting(style.attr("w:val")));
    String id = own.or(() -> styled).map(WordStyles.Counting::id).orElse("");
    if (id.isEmpty()) {
      id = styled.map(WordStyles.Counting::id).orElse("");
    }
    String level = own.or(() -> styled).map(WordStyles.Counting::level).orElse("");
    numbering.count(id, level).ifPresent(label -> element.attr(ListLabels.ATTRIBUTE, label));
  }

  private String elementName(Element paragraph) {
    int level = WordStyles.outlineLevel(paragraph);
    if (level > 0) {
      return "h" + Math.min(6, level);
    }
    Optional<Element> properties = Xml.child(paragraph, "ppr");
    String name =
        properties
            .flatMap(each -> Xml.child(each, "pstyle"))
            .map(style -> styles.element(style.attr("w:val")))
            .orElse("p");
    boolean listed = properties.flatMap(each -> Xml.child(each, "numpr")).isPresent();
    return listed && name.equals("p") ? "li" : name;
  }

  private void runs(Element parent, Element target) {
    for (Node node : parent.childNodes()) {
      if (node instanceof Element child && !NOT_TEXT.contains(Xml.name(child))) {
        inline(child, Xml.name(child), target);
      }
    }
  }

  private void inline(Element element, String name, Element target) {
    switch (name) {
      case "r" -> run(element, target);
      case "omath" -> OfficeMath.append(element, target);
      case "t" -> target.appendChild(new TextNode(element.wholeText()));
      case "tab", "ptab" -> target.appendText(" ");
      case "br", "cr" -> target.appendElement("br");
      case "nobreakhyphen" -> target.appendText("\u2011");
      case "footnotereference" -> note(footnotes, element);
      case "endnotereference" -> note(endnotes, element);
      case "rt" -> runs(element, target.appendElement("rt"));
      case "txbxcontent" -> textBox(element, target);
      default -> runs(element, target);
    }
  }

  private void textBox(Element content, Element target) {
    blocks(content, target.appendElement("div"));
  }

  private void note(Map<String, Element> notes, Element reference) {
    Element note = notes.get(reference.attr("w:id"));
    if (note != null) {
      pendingNotes.add(note);
    }
  }
}
