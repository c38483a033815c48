package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.Fragment.Structure;
import io.rhapsode.mux.overlay.publication.Addresses;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The media overlay of one content document, in SMIL 3.0 as EPUB restricts it. */
final class SmilDocument {
  private static final String SMIL = "http://www.w3.org/ns/SMIL";
  private static final String OPS = "http://www.idpf.org/2007/ops";

  private final String text;
  private final List<String> audio;
  private final StringWriter markup = new StringWriter();
  private final XMLStreamWriter xml;
  private final List<Structure> open = new ArrayList<>();
  private int number;

  private SmilDocument(String text, List<String> audio) throws XMLStreamException {
    this.text = text;
    this.audio = audio;
    this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(markup);
  }

  /**
   * @param text address of the content document, relative to the overlay
   * @param audio addresses of the audio files, the first is number 1
   */
  static String of(String text, List<String> audio, List<Clip> clips) {
    try {
      return new SmilDocument(text, audio).write(clips);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory could not be written", e);
    }
  }

  /** A time as SMIL writes it: "1:02:03.004". */
  static String clock(long millis) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000);
  }

  private String write(List<Clip> clips) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("smil");
    xml.writeDefaultNamespace(SMIL);
    xml.writeNamespace("epub", OPS);
    xml.writeAttribute("version", "3.0");
    xml.writeStartElement("body");
    xml.writeCharacters("\n");
    for (Clip clip : clips) {
      follow(clip.fragment().structure());
      par(clip);
    }
    follow(List.of());
    xml.writeEndDocument();
    xml.close();
    return markup.append("\n").toString();
  }

  /** Closes and opens sequences until those of a fragment are open. */
  private void follow(List<Structure> structure) throws XMLStreamException {
    int same = 0;
    while (same < Math.min(open.size(), structure.size())
        && open.get(same).equals(structure.get(same))) {
      same++;
    }
    while (open.size() > same) {
      open.remove(open.size() - 1);
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }
    for (Structure inner : structure.subList(same, structure.size())) {
      open.add(inner);
      xml.writeStartElement("seq");
      xml.writeAttribute("epub", OPS, "textref", address(inner.id()));
      xml.writeAttribute("epub", OPS, "type", inner.type());
      xml.writeCharacters("\n");
    }
  }

  private void par(Clip clip) throws XMLStreamException {
    xml.writeStartElement("par");
    xml.writeAttribute("id", "par-" + ++number);
    xml.writeEmptyElement("text");
    xml.writeAttribute("src", address(clip.fragment().id()));
    xml.writeEmptyElement("audio");
    xml.writeAttribute("src", audio.get(clip.audio() - 1));
    xml.writeAttribute("clipBegin", clock(clip.startMillis()));
    xml.writeAttribute("clipEnd", clock(clip.endMillis()));
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private String address(String id) {
    return id.isEmpty() ? text : text + "#" + Addresses.encoded(id);
  }
}
