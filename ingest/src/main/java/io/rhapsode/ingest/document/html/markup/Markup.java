package io.rhapsode.ingest.document.html.markup;

import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.text.DecodedText;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * Bytes of XML, XHTML or HTML to a tree. Well-formed XHTML is parsed as XML, since an HTML parser
 * takes {@code <a id="x"/>} for an open tag; anything else is repaired as HTML. Of the entities of
 * a document type only plain text inside the document is used.
 */
public final class Markup {
  private static final double MOST_CONTROLS = 0.05;

  private Markup() {}

  /** A tree, and where its text stands in the markup. */
  public record PlacedDocument(Document document, MarkupPlaces places) {}

  /** XML of any kind; broken XML gives the tree that can be made of it. */
  public static Document xml(byte[] content) {
    return Parser.xmlParser()
        .parseInput(Interruption.reader(InternalEntities.replaced(decode(content)).text()), "");
  }

  /** HTML, repaired as browsers do. */
  public static Document html(String markup) {
    return Parser.htmlParser().parseInput(Interruption.reader(markup), "");
  }

  /** XHTML when it is well-formed, else HTML. */
  public static Document xhtml(byte[] content) {
    return xhtml(decode(content));
  }

  /** XHTML when it is well-formed, else HTML. */
  public static Document xhtml(String markup) {
    String plain = InternalEntities.replaced(markup).text();
    return parser(plain).parseInput(Interruption.reader(plain), "");
  }

  /** XHTML when it is well-formed, else HTML, with the places of its text. */
  public static PlacedDocument placed(String markup) {
    InternalEntities.Replaced replaced = InternalEntities.replaced(markup);
    Document document =
        parser(replaced.text())
            .setTrackPosition(true)
            .parseInput(Interruption.reader(replaced.text()), "");
    return new PlacedDocument(document, new MarkupPlaces(replaced));
  }

  private static Parser parser(String plain) {
    return wellFormed(plain) ? Parser.xmlParser() : Parser.htmlParser();
  }

  /** Text by its byte order mark, its own declaration, or as UTF-8, else as Windows-1252. */
  public static String decode(byte[] content) {
    return DecodedText.of(content).text();
  }

  /**
   * Whether few of the characters are control characters, as in any text that was decoded right.
   */
  public static boolean isText(String decoded) {
    long wrong =
        decoded
            .chars()
            .filter(unit -> unit < ' ' && !Character.isWhitespace(unit) || unit == '\uFFFD')
            .count();
    return wrong <= MOST_CONTROLS * decoded.length();
  }

  /** The text without a byte order mark before it. */
  public static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean wellFormed(String markup) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(Interruption.reader(markup.strip()));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException malformed) {
      return false;
    }
  }
}
