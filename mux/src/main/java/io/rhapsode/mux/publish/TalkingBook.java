package io.rhapsode.mux.publish;

import io.rhapsode.mux.tag.BookTags;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A talking book as libraries for blind readers lend it: the navigation control centre and the SMIL
 * files of DAISY 2.02 (DAISY Consortium, "DAISY 2.02 Specification", 2001), of the kind that has
 * headings and audio ("audioNcc"). Readers go from heading to heading and from phrase to phrase.
 */
public final class TalkingBook {
  /** The file with which players begin. */
  public static final String CONTROL_CENTRE = "ncc.html";

  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final String XHTML_TYPE =
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\""
          + " \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">";
  private static final String SMIL_TYPE =
      "<!DOCTYPE smil PUBLIC \"-//W3C//DTD SMIL 1.0//EN\""
          + " \"http://www.w3.org/TR/REC-smil/SMIL10.dtd\">";

  private final BookTags tags;
  private final String id;
  private final List<Section> sections;

  /**
   * @param id of the book
   * @param sections in order, at least one
   */
  public TalkingBook(BookTags tags, String id, List<Section> sections) {
    this.tags = tags;
    this.id = id;
    this.sections = List.copyOf(sections);
  }

  /**
   * A chapter, which is one audio file.
   *
   * @param audio name of the file
   * @param phrases in order, from the start of the file to its end without gaps; at least one
   */
  public record Section(String title, String audio, List<Phrase> phrases) {
    public Section {
      phrases = List.copyOf(phrases);
      if (phrases.isEmpty()) {
        throw new IllegalArgumentException("nothing is heard in " + audio);
      }
    }

    long millis() {
      return phrases.get(phrases.size() - 1).endMillis();
    }
  }

  /** A stretch of a file, in milliseconds from its start. */
  public record Phrase(long startMillis, long endMillis) {}

  /** A heading and what is heard under it. */
  private record Heading(
      String text, boolean title, int section, int number, List<Phrase> phrases) {
    String textId() {
      return "txt_%04d".formatted(number);
    }

    String headingId() {
      return "h_%04d".formatted(number);
    }
  }

  /**
   * All files but the audio, by name.
   *
   * @param audioBytes how large the audio files are together
   */
  public Map<String, String> files(long audioBytes) {
    List<Heading> headings = headings();
    Map<String, String> files = new LinkedHashMap<>();
    long elapsed = 0;
    for (int section = 0; section < sections.size(); section++) {
      int number = section;
      List<Heading> own = headings.stream().filter(each -> each.section() == number).toList();
      files.put(smilName(section), smil(sections.get(section), own, elapsed));
      elapsed += sections.get(section).millis();
    }
    long bytes = audioBytes + files.values().stream().mapToLong(String::length).sum();
    files.put(CONTROL_CENTRE, controlCentre(headings, elapsed, bytes));
    return files;
  }

  private static String smilName(int section) {
    return "%04d.smil".formatted(section + 1);
  }

  /** The first heading has to be the book's title: the first phrase is under it. */
  private List<Heading> headings() {
    List<Heading> headings = new ArrayList<>();
    for (int section = 0; section < sections.size(); section++) {
      List<Phrase> phrases = sections.get(section).phrases();
      if (section == 0) {
        boolean alone = phrases.size() == 1;
        List<Phrase> first = alone ? phrases : phrases.subList(0, 1);
        headings.add(new Heading(tags.title(), true, 0, 1, first));
        phrases = alone ? List.of() : phrases.subList(1, phrases.size());
      }
      if (!phrases.isEmpty()) {
        String title = sections.get(section).title();
        headings.add(new Heading(title, false, section, headings.size() + 1, phrases));
      }
    }
    return headings;
  }

  private String controlCentre(List<Heading> headings, long millis, long bytes) {
    return written(
        XHTML_TYPE,
        xml -> {
          xml.writeStartElement("html");
          xml.writeDefaultNamespace(XHTML);
          xml.writeStartElement("head");
          xml.writeCharacters("\n");
          element(xml, "title", tags.title());
          describe(xml, headings.size(), millis, bytes);
          xml.writeEndElement();
          xml.writeCharacters("\n");
          xml.writeStartElement("body");
          xml.writeCharacters("\n");
          for (Heading heading : headings) {
            write(xml, heading);
          }
        });
  }

  private void describe(XMLStreamWriter xml, int headings, long millis, long bytes)
      throws XMLStreamException {
    MetaElement.write(xml, "dc:title", tags.title());
    MetaElement.write(xml, "dc:creator", tags.author().isEmpty() ? "unknown" : tags.author());
    MetaElement.write(xml, "dc:date", tags.date().isEmpty() ? "unknown" : tags.date());
    MetaElement.write(xml, "dc:format", "Daisy 2.02");
    MetaElement.write(xml, "dc:identifier", id);
    MetaElement.write(xml, "dc:language", tags.language());
    MetaElement.write(
        xml, "dc:publisher", tags.publisher().isEmpty() ? "unknown" : tags.publisher());
    MetaElement.write(xml, "ncc:narrator", tags.narrator());
    MetaElement.write(xml, "ncc:generator", tags.encodedBy());
    MetaElement.write(xml, "ncc:charset", "utf-8");
    MetaElement.write(xml, "ncc:multimediaType", "audioNcc");
    MetaElement.write(xml, "ncc:depth", "1");
    MetaElement.write(xml, "ncc:tocItems", Integer.toString(headings));
    MetaElement.write(xml, "ncc:pageFront", "0");
    MetaElement.write(xml, "ncc:pageNormal", "0");
    MetaElement.write(xml, "ncc:pageSpecial", "0");
    MetaElement.write(xml, "ncc:setInfo", "1 of 1");
    MetaElement.write(xml, "ncc:files", Integer.toString(2 * sections.size() + 1));
    MetaElement.write(xml, "ncc:kByteSize", Long.toString(bytes / 1_024));
    MetaElement.write(xml, "ncc:totalTime", clock(millis));
  }

  private static void write(XMLStreamWriter xml, Heading heading) throws XMLStreamException {
    xml.writeStartElement("h1");
    if (heading.title()) {
      xml.writeAttribute("class", "title");
    }
    xml.writeAttribute("id", heading.headingId());
    xml.writeStartElement("a");
    xml.writeAttribute("href", smilName(heading.section()) + "#" + heading.textId());
    xml.writeCharacters(heading.text());
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private String smil(Section section, List<Heading> headings, long elapsed) {
    return written(
        SMIL_TYPE,
        xml -> {
          xml.writeStartElement("smil");
          xml.writeStartElement("head");
          xml.writeCharacters("\n");
          MetaElement.write(xml, "dc:format", "Daisy 2.02");
          MetaElement.write(xml, "dc:identifier", id);
          MetaElement.write(xml, "dc:title", tags.title());
          MetaElement.write(xml, "title", section.title());
          MetaElement.write(xml, "ncc:generator", tags.encodedBy());
          MetaElement.write(xml, "ncc:totalElapsedTime", clock(elapsed));
          MetaElement.write(xml, "ncc:timeInThisSmil", clock(section.millis()));
          xml.writeStartElement("layout");
          xml.writeEmptyElement("region");
          xml.writeAttribute("id", "txtView");
          xml.writeEndElement();
          xml.writeEndElement();
          xml.writeCharacters("\n");
          xml.writeStartElement("body");
          xml.writeStartElement("seq");
          xml.writeAttribute("dur", seconds(section.millis()));
          xml.writeCharacters("\n");
          for (Heading heading : headings) {
            par(xml, section, heading);
          }
        });
  }

  private static void par(XMLStreamWriter xml, Section section, Heading heading)
      throws XMLStreamException {
    xml.writeStartElement("par");
    xml.writeAttribute("endsync", "last");
    xml.writeAttribute("id", "par_%04d".formatted(heading.number()));
    xml.writeCharacters("\n");
    xml.writeEmptyElement("text");
    xml.writeAttribute("src", CONTROL_CENTRE + "#" + heading.headingId());
    xml.writeAttribute("id", heading.textId());
    xml.writeCharacters("\n");
    xml.writeStartElement("seq");
    xml.writeCharacters("\n");
    int number = 0;
    for (Phrase phrase : heading.phrases()) {
      xml.writeEmptyElement("audio");
      xml.writeAttribute("src", section.audio());
      xml.writeAttribute("clip-begin", "npt=" + seconds(phrase.startMillis()));
      xml.writeAttribute("clip-end", "npt=" + seconds(phrase.endMillis()));
      xml.writeAttribute("id", "phr_%04d_%05d".formatted(heading.number(), ++number));
      xml.writeCharacters("\n");
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** What is written into a document. */
  @FunctionalInterface
  private interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String written(String type, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeDTD(type);
      xml.writeCharacters("\n");
      content.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory could not be written", e);
    }
    return text.append("\n").toString();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03ds", millis / 1_000, millis % 1_000);
  }

  /** Whole seconds, as hours, minutes and seconds. */
  private static String clock(long millis) {
    long seconds = (millis + 500) / 1_000;
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
