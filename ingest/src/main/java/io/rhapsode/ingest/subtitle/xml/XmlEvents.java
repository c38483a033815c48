package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.ingest.subtitle.CharacterReferences;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A pass over a file of XML. */
final class XmlEvents {
  /** Deeper than any document that a person or a program means. */
  private static final int DEEPEST = 200;

  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  /** Takes elements and characters in their order. Names are local ones. */
  interface Handler {
    /**
     * The begin of an element.
     *
     * @param attributes by local name, those of the namespace of XML with "xml:" before it
     * @param line where it ends, from 1
     */
    void start(String name, Map<String, String> attributes, int line)
        throws UnreadableSubtitleException;

    void end(String name) throws UnreadableSubtitleException;

    void characters(String text) throws UnreadableSubtitleException;
  }

  private XmlEvents() {}

  /**
   * Reads a file from begin to end.
   *
   * @throws UnreadableSubtitleException MALFORMED_DOCUMENT when it is not well-formed
   */
  static void read(SubtitleFile file, Handler handler) throws UnreadableSubtitleException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(new StringReader(file.xmlText().strip()));
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          int line = reader.getLocation().getLineNumber();
          if (depth > DEEPEST) {
            throw file.unreadable(
                FailureCode.MALFORMED_DOCUMENT,
                line,
                "more than %d elements inside each other".formatted(DEEPEST));
          }
          handler.start(reader.getLocalName(), attributes(reader), line);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
          handler.end(reader.getLocalName());
        } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
          handler.characters(CharacterReferences.decoded("&" + reader.getLocalName() + ";"));
        } else if (reader.isCharacters()) {
          handler.characters(reader.getText());
        }
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new UnreadableSubtitleException(
          FailureCode.MALFORMED_DOCUMENT,
          file.path(),
          Math.max(0, line),
          "the XML is not well-formed: " + reason(e),
          e);
    }
  }

  /** The parser's message without the place, which it writes into a line of its own. */
  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).replace('\n', ' ');
    return message.replaceFirst("^ParseError at .*? Message: ", "");
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new TreeMap<>();
    for (int at = 0; at < reader.getAttributeCount(); at++) {
      String prefix = XML.equals(reader.getAttributeNamespace(at)) ? "xml:" : "";
      attributes.put(prefix + reader.getAttributeLocalName(at), reader.getAttributeValue(at));
    }
    return attributes;
  }
}
