package io.rhapsode.mux.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.pipeline.coder.Json;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A book as Audiobookshelf reads it: {@code metadata.json}, and {@code metadata.opf}, which Calibre
 * and other libraries read too.
 */
public final class LibraryEntry {
  private static final String OPF = "http://www.idpf.org/2007/opf";
  private static final String DC = "http://purl.org/dc/elements/1.1/";

  private LibraryEntry() {}

  /**
   * Audiobookshelf's own description.
   *
   * @param chapters of the whole book, from its start
   */
  public static String json(BookTags tags, List<ChapterTime> chapters) {
    Map<String, Object> book = new LinkedHashMap<>();
    book.put("tags", List.of());
    book.put("chapters", chapters(chapters));
    book.put("title", tags.title());
    book.put("subtitle", orNull(tags.subtitle()));
    book.put("authors", tags.metadata().authors());
    book.put("narrators", tags.narrator().isEmpty() ? List.of() : List.of(tags.narrator()));
    book.put("series", tags.series().isEmpty() ? List.of() : List.of(tags.seriesAndPart()));
    book.put("genres", List.of("Audiobook"));
    book.put("publishedYear", orNull(tags.year()));
    book.put("publishedDate", orNull(tags.date()));
    book.put("publisher", orNull(tags.publisher()));
    book.put("description", orNull(tags.comment()));
    book.put("isbn", orNull(tags.isbn()));
    book.put("asin", null);
    book.put("language", tags.language().equals("und") ? null : tags.language());
    book.put("explicit", false);
    book.put("abridged", false);
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(book) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description could not be written as JSON", e);
    }
  }

  private static List<Map<String, Object>> chapters(List<ChapterTime> chapters) {
    List<Map<String, Object>> written = new ArrayList<>();
    for (ChapterTime chapter : chapters) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", written.size());
      one.put("start", chapter.startMillis() / 1_000.0);
      one.put("end", chapter.endMillis() / 1_000.0);
      one.put("title", chapter.title());
      written.add(one);
    }
    return written;
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The description in the package format of EPUB 2. */
  public static String opf(BookTags tags, String id) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("package");
      xml.writeDefaultNamespace(OPF);
      xml.writeAttribute("version", "2.0");
      xml.writeAttribute("unique-identifier", "id");
      xml.writeStartElement("metadata");
      xml.writeNamespace("dc", DC);
      xml.writeNamespace("opf", OPF);
      xml.writeCharacters("\n");
      element(xml, "identifier", id, "id", "id");
      element(xml, "title", tags.title());
      for (String author : tags.metadata().authors()) {
        element(xml, "creator", author, "opf:role", "aut");
      }
      element(xml, "creator", tags.narrator(), "opf:role", "nrt");
      element(xml, "language", tags.language());
      element(xml, "publisher", tags.publisher());
      element(xml, "date", tags.date());
      element(xml, "description", tags.comment());
      element(xml, "identifier", tags.isbn(), "opf:scheme", "ISBN");
      for (String subject : tags.metadata().subjects()) {
        element(xml, "subject", subject);
      }
      MetaElement.write(xml, "calibre:series", tags.series());
      MetaElement.write(xml, "calibre:series_index", tags.seriesPart());
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory could not be written", e);
    }
    return text.append("\n").toString();
  }

  private static void element(XMLStreamWriter xml, String name, String text, String... attribute)
      throws XMLStreamException {
    if (!text.isEmpty()) {
      xml.writeStartElement(DC, name);
      if (attribute.length > 0 && attribute[0].startsWith("opf:")) {
        xml.writeAttribute("opf", OPF, attribute[0].substring(4), attribute[1]);
      } else if (attribute.length > 0) {
        xml.writeAttribute(attribute[0], attribute[1]);
      }
      xml.writeCharacters(text);
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }
  }
}
