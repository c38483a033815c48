package io.rhapsode.ingest.lexicon;

import io.rhapsode.ingest.lexicon.LexiconFile.Content;
import io.rhapsode.ingest.lexicon.phonetic.PhoneticAlphabet;
import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the W3C's Pronunciation Lexicon Specification 1.0. Document types, and with them entities
 * of any kind, are refused. Of several ways to say a word the preferred or first is taken; examples
 * and metadata are passed over, and so are elements of other namespaces.
 */
final class PlsReader {
  private static final String NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon";
  private static final int DEEPEST = 32;

  private final String name;
  private final XMLStreamReader xml;
  private final List<LexiconEntry> entries = new ArrayList<>();
  private String language = "";
  private String alphabet = "";
  private Lexeme lexeme;

  /** What of a lexeme was read so far. */
  private static final class Lexeme {
    private final int line;
    private final List<String> roles;
    private final List<String> graphemes = new ArrayList<>();
    private Optional<Saying> first = Optional.empty();
    private Optional<Saying> preferred = Optional.empty();

    Lexeme(int line, List<String> roles) {
      this.line = line;
      this.roles = roles;
    }

    void say(Saying saying, boolean prefer) {
      first = first.or(() -> Optional.of(saying));
      preferred = prefer ? preferred.or(() -> Optional.of(saying)) : preferred;
    }
  }

  private PlsReader(String name, XMLStreamReader xml) {
    this.name = name;
    this.xml = xml;
  }

  static Content read(String name, byte[] bytes) throws UnreadableLexiconException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return new PlsReader(name, xml).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String[] lines = e.getMessage().split("\n");
      throw UnreadableLexiconException.at(
          name, line, "not well-formed XML: " + lines[lines.length - 1].replace("Message: ", ""));
    }
  }

  private Content read() throws XMLStreamException, UnreadableLexiconException {
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw error("document types and entities are refused: take out the DOCTYPE");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        close();
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++depth > DEEPEST) {
          throw error("elements are nested more than %d deep".formatted(DEEPEST));
        }
        depth -= open(depth) ? 1 : 0;
      }
    }
    return new Content(language, entries);
  }

  /** Begins an element, or reads it to its end; says whether it did. */
  private boolean open(int depth) throws XMLStreamException, UnreadableLexiconException {
    String element = xml.getLocalName();
    if (depth == 1) {
      begin(element);
      return false;
    }
    if (!isOurs()) {
      return false;
    }
    switch (element) {
      case "lexeme" -> lexeme = new Lexeme(line(), roles());
      case "grapheme", "phoneme", "alias" -> {
        if (lexeme == null) {
          throw error("<%s> stands outside a <lexeme>".formatted(element));
        }
        part(element);
        return true;
      }
      default -> {
        return false;
      }
    }
    return false;
  }

  /** Some books leave the namespace out. */
  private boolean isOurs() {
    String namespace = xml.getNamespaceURI();
    return namespace == null || namespace.isEmpty() || namespace.equals(NAMESPACE);
  }

  private void begin(String element) throws UnreadableLexiconException {
    if (!element.equals("lexicon") || !isOurs()) {
      throw error("the root is <%s>, not the <lexicon> of PLS 1.0".formatted(element));
    }
    String tag = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
    if (tag != null && !tag.isBlank() && !tag.strip().equals(PlsWriter.UNDETERMINED)) {
      language =
          LanguageTags.normalize(tag)
              .orElseThrow(() -> error("xml:lang='%s' is not a BCP 47 tag".formatted(tag)));
    }
    alphabet = attribute("alphabet", "ipa");
  }

  private void part(String element) throws XMLStreamException, UnreadableLexiconException {
    boolean prefer = attribute("prefer", "false").equals("true");
    String own = attribute("alphabet", alphabet);
    String content;
    try {
      content = xml.getElementText().strip();
    } catch (XMLStreamException e) {
      throw error("<%s> holds more than text, or an entity".formatted(element));
    }
    if (content.isEmpty()) {
      throw error("<%s> is empty".formatted(element));
    }
    try {
      switch (element) {
        case "grapheme" -> lexeme.graphemes.add(content);
        case "alias" -> lexeme.say(new Saying.Alias(content), prefer);
        default -> lexeme.say(new Saying.Phonemes(PhoneticAlphabet.toIpa(own, content)), prefer);
      }
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private void close() throws UnreadableLexiconException {
    if (lexeme == null || !xml.getLocalName().equals("lexeme") || !isOurs()) {
      return;
    }
    if (lexeme.graphemes.isEmpty()) {
      throw UnreadableLexiconException.at(name, lexeme.line, "a <lexeme> has no <grapheme>");
    }
    Optional<Saying> saying = lexeme.preferred.or(() -> lexeme.first);
    if (saying.isEmpty()) {
      throw UnreadableLexiconException.at(
          name,
          lexeme.line,
          "<lexeme> '%s' has neither <phoneme> nor <alias>".formatted(lexeme.graphemes.get(0)));
    }
    entries.add(new LexiconEntry(lexeme.graphemes, lexeme.roles, saying.get()));
    if (entries.size() > LexiconFile.MAXIMUM_ENTRIES) {
      throw error("more than %,d entries".formatted(LexiconFile.MAXIMUM_ENTRIES));
    }
    lexeme = null;
  }

  /** The roles without their namespaces' prefixes. */
  private List<String> roles() {
    return Arrays.stream(attribute("role", "").strip().split("\\s+"))
        .filter(role -> !role.isEmpty())
        .map(role -> role.substring(role.indexOf(':') + 1))
        .toList();
  }

  private String attribute(String attribute, String usual) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? usual : value.strip();
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private UnreadableLexiconException error(String message) {
    return UnreadableLexiconException.at(name, line(), message);
  }
}
