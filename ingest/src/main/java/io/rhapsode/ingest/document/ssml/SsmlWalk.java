package io.rhapsode.ingest.document.ssml;

import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.facts.LanguageTags;
import io.rhapsode.ingest.document.speech.DirectionReader;
import io.rhapsode.ingest.document.speech.Remarks;
import io.rhapsode.ingest.document.speech.SpeechDirection;
import io.rhapsode.ingest.document.speech.SpeechDirections;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.lexicon.Lexicon;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * One pass over a document in SSML, which makes of it a tree of paragraphs with directions. Used
 * once, by one thread.
 */
final class SsmlWalk {
  private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";

  /** No text that people write is nested so deeply. */
  private static final int DEEPEST = 256;

  private static final int USUAL_PERCENT = 100;

  /** Attributes of {@code prosody} that no voice is asked for. */
  private static final List<String> UNDONE_PROSODY =
      List.of("pitch", "contour", "range", "volume", "duration");

  /** Attributes of {@code voice} that nothing is known of. */
  private static final List<String> UNDONE_VOICE = List.of("age", "variant");

  private static final Set<String> SEXES = Set.of("female", "male");

  private final XMLStreamReader xml;
  private final SsmlLexicons lexicons;
  private final Document document = Document.createShell("");
  private final SpeechDirections directions = new SpeechDirections();
  private final Remarks remarks = new Remarks("SSML");
  private final DirectionReader reader = new DirectionReader(remarks);
  private final DocumentFacts facts = new DocumentFacts();
  private final Deque<Open> open = new ArrayDeque<>();
  private long characters;

  /**
   * An element that is open.
   *
   * @param name of an element of SSML, else empty
   * @param pacePercent the pace inside it
   * @param before how many characters that are not white space stand before it
   */
  private record Open(String name, Element element, int pacePercent, String role, long before) {}

  SsmlWalk(XMLStreamReader xml, SsmlLexicons lexicons) {
    this.xml = xml;
    this.lexicons = lexicons;
  }

  Document document() {
    return document;
  }

  SpeechDirections directions() {
    return directions;
  }

  DocumentFacts facts() {
    return facts;
  }

  List<Lexicon> lexicons() {
    return lexicons.all();
  }

  List<String> warnings() {
    return remarks.lines();
  }

  void read() throws XMLStreamException, UnreadableDocumentException {
    while (xml.hasNext()) {
      Interruption.check();
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw error("document types and entities are refused: take out the DOCTYPE");
        case XMLStreamConstants.START_ELEMENT -> open();
        case XMLStreamConstants.END_ELEMENT -> close();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(xml.getText());
        default -> {
          continue;
        }
      }
    }
  }

  private void text(String text) {
    if (!open.isEmpty()) {
      open.peek().element().appendChild(new TextNode(text));
      characters += text.chars().filter(unit -> !Character.isWhitespace(unit)).count();
    }
  }

  private void open() throws UnreadableDocumentException {
    String name = isOurs() ? xml.getLocalName() : "";
    if (open.isEmpty()) {
      root(name);
      return;
    }
    if (open.size() >= DEEPEST) {
      throw error("elements are nested more than %d deep".formatted(DEEPEST));
    }
    Open outer = open.peek();
    boolean told = outer.name().equals("metadata") || outer.role().equals("metadata");
    boolean paragraph = name.equals("p") || name.equals("paragraph") || name.equals("metadata");
    Element element = new Element(paragraph ? "p" : "span");
    outer.element().appendChild(element);
    int pace = told ? outer.pacePercent() : directed(name, element, outer.pacePercent());
    String role =
        told ? "metadata" : name.equals("token") || name.equals("w") ? attribute("role") : "";
    open.push(new Open(told ? xml.getLocalName() : name, element, pace, role, characters));
  }

  private void root(String name) throws UnreadableDocumentException {
    if (!name.equals("speak")) {
      throw new UnreadableDocumentException(
          FailureCode.UNSUPPORTED_DOCUMENT,
          "line %d: the root is <%s>, not the <speak> of SSML"
              .formatted(line(), xml.getLocalName()));
    }
    Optional<String> language = language();
    language.ifPresent(facts::language);
    language.ifPresent(tag -> document.body().attr("lang", tag));
    for (String mark : List.of("startmark", "endmark")) {
      if (!attribute(mark).isEmpty()) {
        remarks.add("'%s' is not followed; all of the text is read".formatted(mark), place());
      }
    }
    open.push(new Open(name, document.body(), USUAL_PERCENT, "", 0));
  }

  /** Many documents leave the namespace out. */
  private boolean isOurs() {
    String namespace = xml.getNamespaceURI();
    return namespace == null || namespace.isEmpty() || namespace.equals(NAMESPACE);
  }

  /**
   * Notes what an element says; gives the pace inside it.
   *
   * @param pace around it, in percent
   */
  private int directed(String name, Element element, int pace) {
    language()
        .ifPresent(
            tag -> {
              element.attr("lang", tag);
              directions.add(element, new SpeechDirection.OwnLanguage());
            });
    switch (name) {
      case "p", "paragraph", "token", "w", "lang" -> {
        return pace;
      }
      case "s", "sentence" -> directions.add(element, new SpeechDirection.Sentence());
      case "break" ->
          directions.add(
              element, reader.silence(attribute("time"), attribute("strength"), place()));
      case "phoneme" ->
          reader
              .phonemes(attribute("alphabet"), attribute("ph"), place())
              .ifPresent(said -> directions.add(element, said));
      case "sub" ->
          reader
              .alias(attribute("alias"), place())
              .ifPresent(said -> directions.add(element, said));
      case "say-as" ->
          reader
              .readAs(attribute("interpret-as"), attribute("format"), place())
              .ifPresent(taken -> directions.add(element, taken));
      case "voice" -> voice(element);
      case "prosody" -> {
        return prosody(element, pace);
      }
      case "lexicon" -> lexicons.add(attribute("uri"), place(), remarks);
      case "meta" -> facts.named(attribute("name").toLowerCase(Locale.ROOT), attribute("content"));
      case "metadata", "desc" -> directions.add(element, new SpeechDirection.LeftOut(name));
      default -> undone(name);
    }
    return pace;
  }

  /** Remarks what is not done. */
  private void undone(String name) {
    switch (name) {
      case "emphasis" -> {
        if (!attribute("level").equals("none")) {
          remarks.add("no voice can be told to stress words; <emphasis> is read plainly", place());
        }
      }
      case "lookup" ->
          remarks.add(
              "lexicons hold for the whole document, and not inside <lookup> only", place());
      case "mark" -> remarks.add("nothing listens for a <mark>", place());
      case "audio" -> remarks.add("no <audio> is played; the text inside it is read", place());
      default ->
          remarks.add(
              "<%s> is not known; the text inside it is read".formatted(xml.getLocalName()),
              place());
    }
  }

  private void voice(Element element) {
    String names = attribute("name");
    String sex = attribute("gender").toLowerCase(Locale.ROOT);
    if (!names.isEmpty()) {
      directions.add(element, new SpeechDirection.Voiced(names));
    } else if (SEXES.contains(sex)) {
      directions.add(element, new SpeechDirection.Voiced(sex));
    } else if (!sex.isEmpty()) {
      remarks.add("a <voice> of gender '%s' is not to be had".formatted(sex), place());
    }
    String languages = attribute("languages");
    if (names.isEmpty() && !languages.isEmpty() && !element.hasAttr("lang")) {
      remarks.add("<voice languages> is not followed; use <lang xml:lang>", place());
    }
    for (String undone : UNDONE_VOICE) {
      if (!attribute(undone).isEmpty()) {
        remarks.add("<voice %s> is not followed".formatted(undone), place());
      }
    }
  }

  private int prosody(Element element, int pace) {
    for (String undone : UNDONE_PROSODY) {
      if (!attribute(undone).isEmpty()) {
        remarks.add(
            "no voice can be told its %s; <prosody %1$s> is not done".formatted(undone), place());
      }
    }
    String rate = attribute("rate");
    Optional<SpeechDirection.Paced> paced =
        rate.isEmpty() ? Optional.empty() : reader.pace(rate, pace, place());
    paced.ifPresent(direction -> directions.add(element, direction));
    return paced.map(SpeechDirection.Paced::percent).orElse(pace);
  }

  private void close() {
    Open closed = open.pop();
    if (closed.role().equals("metadata")) {
      facts.named(closed.name(), closed.element().wholeText().strip());
    } else if (!closed.role().isEmpty()) {
      role(closed);
    }
    boolean empty = closed.before() == characters;
    boolean speaks = Set.of("phoneme", "sub", "say-as").contains(closed.name());
    if (empty && speaks) {
      remarks.add(
          "<%s> without a text between its tags says nothing".formatted(closed.name()), place());
    }
  }

  /** What lexicons of the document say of a word in a role. */
  private void role(Open token) {
    String word = token.element().wholeText().strip();
    Optional<SpeechDirection> said =
        Arrays.stream(token.role().strip().split("\\s+"))
            .map(role -> role.substring(role.indexOf(':') + 1))
            .flatMap(role -> lexicons.saying(word, role).stream())
            .findFirst()
            .map(SpeechDirection.Say::new);
    said.ifPresent(direction -> directions.add(token.element(), direction));
    if (said.isEmpty()) {
      remarks.add("no lexicon of the document knows the word in the role of a token", place());
    }
  }

  private Optional<String> language() {
    String tag = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
    if (tag == null || tag.isBlank()) {
      return Optional.empty();
    }
    Optional<String> language = LanguageTags.wellFormed(tag);
    if (language.isEmpty()) {
      remarks.add("an xml:lang is no tag of BCP 47; it does not count", place());
    }
    return language;
  }

  private String attribute(String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value.strip();
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private String place() {
    return "line " + line();
  }

  private UnreadableDocumentException error(String message) {
    return new UnreadableDocumentException(
        FailureCode.MALFORMED_DOCUMENT, "line %d: %s".formatted(line(), message));
  }
}
