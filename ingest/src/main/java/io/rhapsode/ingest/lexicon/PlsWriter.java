package io.rhapsode.ingest.lexicon;

import io.rhapsode.ingest.lexicon.LexiconFile.Content;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes PLS 1.0. Roles stand in a namespace of this program, since PLS wants qualified names and
 * leaves the names open.
 */
final class PlsWriter {
  private static final String NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon";
  private static final String ROLES = "urn:rhapsode:role";

  /** PLS wants a language; this is BCP 47 for "not said". */
  static final String UNDETERMINED = "und";

  private PlsWriter() {}

  static String write(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("lexicon");
      xml.writeDefaultNamespace(NAMESPACE);
      if (content.entries().stream().anyMatch(entry -> !entry.roles().isEmpty())) {
        xml.writeNamespace("r", ROLES);
      }
      xml.writeAttribute("version", "1.0");
      xml.writeAttribute("alphabet", "ipa");
      xml.writeAttribute(
          "xml:lang", content.language().isEmpty() ? UNDETERMINED : content.language());
      for (LexiconEntry entry : content.entries()) {
        write(xml, entry);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory can be written", e);
    }
    return text.append('\n').toString();
  }

  private static void write(XMLStreamWriter xml, LexiconEntry entry) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("lexeme");
    if (!entry.roles().isEmpty()) {
      xml.writeAttribute("role", "r:" + String.join(" r:", entry.roles()));
    }
    for (String grapheme : entry.graphemes()) {
      element(xml, "grapheme", grapheme);
    }
    if (entry.saying() instanceof Saying.Phonemes phonemes) {
      element(xml, "phoneme", phonemes.ipa());
    } else if (entry.saying() instanceof Saying.Alias alias) {
      element(xml, "alias", alias.text());
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
