package io.rhapsode.mux.publish;

import io.rhapsode.mux.tag.BookTags;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A book as a podcast: RSS 2.0 with the namespaces of Apple Podcasts and of Podcasting 2.0. */
public final class Feed {
  private static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
  private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** Of the identifiers of podcasts (Podcasting 2.0, "guid"). */
  private static final UUID NAMESPACE = UUID.fromString("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");

  private final XMLStreamWriter xml;

  private Feed(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The feed.
   *
   * @param address where it will be found
   * @param cover address of the cover
   */
  public static String of(
      String address, BookTags tags, Optional<String> cover, List<Episode> episodes) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new Feed(xml).write(address, tags, cover, episodes);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory could not be written", e);
    }
    return text.append("\n").toString();
  }

  private void write(String address, BookTags tags, Optional<String> cover, List<Episode> episodes)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("rss");
    xml.writeAttribute("version", "2.0");
    xml.writeNamespace("itunes", ITUNES);
    xml.writeNamespace("podcast", PODCAST);
    xml.writeNamespace("atom", ATOM);
    xml.writeStartElement("channel");
    xml.writeCharacters("\n");
    channel(address, tags, cover);
    for (Episode episode : episodes) {
      item(episode, tags);
    }
    xml.writeEndDocument();
  }

  private void channel(String address, BookTags tags, Optional<String> cover)
      throws XMLStreamException {
    String description = tags.comment().isEmpty() ? tags.title() : tags.comment();
    element("title", tags.title());
    element("link", address);
    element("description", description);
    if (!tags.language().equals("und")) {
      element("language", tags.language());
    }
    if (!tags.rights().isEmpty()) {
      element("copyright", tags.rights());
    }
    element("generator", tags.encodedBy());
    empty(ATOM, "link", "href", address, "rel", "self", "type", "application/rss+xml");
    String author = tags.author().isEmpty() ? tags.narrator() : tags.author();
    element(ITUNES, "author", author);
    element(ITUNES, "type", "serial");
    element(ITUNES, "explicit", "false");
    xml.writeStartElement(ITUNES, "category");
    xml.writeAttribute("text", "Arts");
    empty(ITUNES, "category", "text", "Books");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    if (cover.isPresent()) {
      empty(ITUNES, "image", "href", cover.get());
    }
    element(PODCAST, "guid", guid(address).toString());
    element(PODCAST, "medium", "audiobook");
    element(PODCAST, "locked", "no");
    person("author", tags.author());
    person("narrator", tags.narrator());
  }

  private void person(String role, String name) throws XMLStreamException {
    if (!name.isEmpty()) {
      xml.writeStartElement(PODCAST, "person");
      xml.writeAttribute("group", role.equals("author") ? "writing" : "cast");
      xml.writeAttribute("role", role);
      xml.writeCharacters(name);
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }
  }

  private void item(Episode episode, BookTags tags) throws XMLStreamException {
    xml.writeStartElement("item");
    xml.writeCharacters("\n");
    element("title", episode.title());
    empty(
        "",
        "enclosure",
        "url",
        episode.address(),
        "length",
        Long.toString(episode.bytes()),
        "type",
        episode.mediaType());
    xml.writeStartElement("guid");
    xml.writeAttribute("isPermaLink", "false");
    xml.writeCharacters(episode.id());
    xml.writeEndElement();
    xml.writeCharacters("\n");
    Optional<String> date = date(tags.date(), episode.number());
    if (date.isPresent()) {
      element("pubDate", date.get());
    }
    element(ITUNES, "duration", Long.toString(Math.round(episode.seconds())));
    element(ITUNES, "episode", Integer.toString(episode.number()));
    element(ITUNES, "episodeType", "full");
    element(ITUNES, "explicit", "false");
    empty(PODCAST, "chapters", "url", episode.chapters(), "type", "application/json+chapters");
    if (episode.transcript().isPresent()) {
      empty(PODCAST, "transcript", "url", episode.transcript().get(), "type", "text/vtt");
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** Players order episodes by date: a minute apart, from the day the book was published. */
  private static Optional<String> date(String published, int number) {
    String day = published.length() == 4 ? published + "-01-01" : published;
    try {
      return Optional.of(
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              LocalDate.parse(day.substring(0, Math.min(10, day.length())))
                  .atStartOfDay(ZoneOffset.UTC)
                  .plusMinutes(number)));
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Version 5 (RFC 9562) of the address without its scheme, as Podcasting 2.0 has it. */
  static UUID guid(String address) {
    String bare = address.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(bare.getBytes(StandardCharsets.UTF_8)));
      long most = hash.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
      long least = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private void element(String namespace, String name, String text) throws XMLStreamException {
    xml.writeStartElement(namespace, name);
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private void empty(String namespace, String name, String... attributes)
      throws XMLStreamException {
    if (namespace.isEmpty()) {
      xml.writeEmptyElement(name);
    } else {
      xml.writeEmptyElement(namespace, name);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
    xml.writeCharacters("\n");
  }
}
