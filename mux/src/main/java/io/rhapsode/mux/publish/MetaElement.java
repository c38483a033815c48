package io.rhapsode.mux.publish;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The {@code meta} of OPF 2 and of HTML: a name with its content. */
final class MetaElement {
  private MetaElement() {}

  /** Writes it on a line of its own; nothing where there is no content. */
  static void write(XMLStreamWriter xml, String name, String content) throws XMLStreamException {
    if (!content.isEmpty()) {
      xml.writeEmptyElement("meta");
      xml.writeAttribute("name", name);
      xml.writeAttribute("content", content);
      xml.writeCharacters("\n");
    }
  }
}
