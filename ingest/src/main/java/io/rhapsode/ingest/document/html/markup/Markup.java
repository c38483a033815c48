package io.rhapsode.ingest.document.html.markup;

import io.rhapsode.ingest.limit.Interruption;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final int DECLARATION_BYTES = 1 << 16;
  private static final Pattern XML_ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
  private static final Pattern META_CHARSET =
      Pattern.compile(
          "<meta[^>]{0,1000}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]+)",
          Pattern.CASE_INSENSITIVE);

  private Markup() {}

  /** XML of any kind; broken XML gives the tree that can be made of it. */
  public static Document xml(byte[] content) {
    return Parser.xmlParser()
        .parseInput(Interruption.reader(InternalEntities.replaced(decode(content))), "");
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
    String plain = InternalEntities.replaced(markup);
    Parser parser = wellFormed(plain) ? Parser.xmlParser() : Parser.htmlParser();
    return parser.parseInput(Interruption.reader(plain), "");
  }

  /** Text by its byte order mark, its own declaration, or as UTF-8, else as Windows-1252. */
  public static String decode(byte[] content) {
    Optional<Charset> marked = byteOrderMark(content);
    if (marked.isPresent()) {
      return withoutMark(new String(content, marked.get()));
    }
    Optional<Charset> declared = declaredCharset(content);
    if (declared.isPresent() && !declared.get().equals(StandardCharsets.UTF_8)) {
      return new String(content, declared.get());
    }
    // Web content without a right declaration is Windows-1252 by the HTML standard.
    return new String(
        content, isUtf8(content) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
  }

  /** The encoding that a byte order mark, an XML declaration or a meta element names. */
  public static Optional<Charset> declaredCharset(byte[] content) {
    Optional<Charset> marked = byteOrderMark(content);
    if (marked.isPresent()) {
      return marked;
    }
    String head =
        new String(
            content, 0, Math.min(content.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    Optional<Charset> declared = declared(XML_ENCODING, head);
    return declared.isPresent() ? declared : declared(META_CHARSET, head);
  }

  /** Whether the bytes are UTF-8 without a fault. */
  public static boolean isUtf8(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
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

  private static Optional<Charset> byteOrderMark(byte[] content) {
    if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(content, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (startsWith(content, 0xFF, 0xFE)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (startsWith(content, 0x00, '<')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(content, '<', 0x00)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] content, int... start) {
    if (content.length < start.length) {
      return false;
    }
    for (int index = 0; index < start.length; index++) {
      if ((content[index] & 0xFF) != start[index]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Charset> declared(Pattern pattern, String head) {
    Matcher matcher = pattern.matcher(head);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      Charset charset = Charset.forName(matcher.group(1));
      // Bytes that could be read as far as this declaration are not UTF-16, whatever it says.
      return charset.name().startsWith("UTF-16") ? Optional.empty() : Optional.of(charset);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
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
