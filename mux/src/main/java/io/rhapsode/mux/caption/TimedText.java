package io.rhapsode.mux.caption;

import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Captions as TTML, in the text profile of IMSC 1.1 (W3C), which broadcasters take. */
public final class TimedText {
  private static final String TTML = "http://www.w3.org/ns/ttml";
  private static final String PARAMETER = TTML + "#parameter";
  private static final String STYLING = TTML + "#styling";
  private static final String PROFILE = TTML + "/profile/imsc1.1/text";

  private TimedText() {}

  /**
   * One paragraph a cue, times in milliseconds of media time.
   *
   * @param language BCP 47 tag of the text
   */
  public static String of(List<Cue> cues, String language) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      head(xml, language);
      xml.writeStartElement("body");
      xml.writeStartElement("div");
      xml.writeAttribute("region", "bottom");
      xml.writeCharacters("\n");
      for (Cue cue : cues) {
        paragraph(xml, cue);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory could not be written", e);
    }
    return text.append("\n").toString();
  }

  private static void head(XMLStreamWriter xml, String language) throws XMLStreamException {
    xml.writeStartElement("tt");
    xml.writeDefaultNamespace(TTML);
    xml.writeNamespace("ttp", PARAMETER);
    xml.writeNamespace("tts", STYLING);
    xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", language);
    xml.writeAttribute("ttp", PARAMETER, "contentProfiles", PROFILE);
    xml.writeAttribute("ttp", PARAMETER, "timeBase", "media");
    xml.writeStartElement("head");
    xml.writeStartElement("layout");
    xml.writeEmptyElement("region");
    xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "id", "bottom");
    xml.writeAttribute("tts", STYLING, "origin", "10% 70%");
    xml.writeAttribute("tts", STYLING, "extent", "80% 25%");
    xml.writeAttribute("tts", STYLING, "displayAlign", "after");
    xml.writeAttribute("tts", STYLING, "textAlign", "center");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void paragraph(XMLStreamWriter xml, Cue cue) throws XMLStreamException {
    xml.writeStartElement("p");
    xml.writeAttribute("begin", CaptionText.clock(cue.startMillis(), '.'));
    xml.writeAttribute("end", CaptionText.clock(cue.endMillis(), '.'));
    for (int i = 0; i < cue.lines().size(); i++) {
      if (i > 0) {
        xml.writeEmptyElement("br");
      }
      xml.writeCharacters(legal(cue.lines().get(i).text()));
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** XML 1.0 section 2.2 has no place for most control characters. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints().map(point -> isLegal(point) ? point : ' ').forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int point) {
    return point == '\t'
        || point >= 0x20 && point <= 0xD7FF
        || point >= 0xE000 && point <= 0xFFFD
        || point >= 0x10000;
  }
}
