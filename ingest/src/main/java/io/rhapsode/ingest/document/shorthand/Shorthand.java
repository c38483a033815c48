package io.rhapsode.ingest.document.shorthand;

import io.rhapsode.ingest.document.facts.LanguageTags;
import io.rhapsode.ingest.document.speech.DirectionReader;
import io.rhapsode.ingest.document.speech.Remarks;
import io.rhapsode.ingest.document.speech.SpeechDirection;
import io.rhapsode.ingest.document.speech.SpeechDirections;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.text.Pace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Takes the directions in braces out of a text and does what they say: pauses, sounds, other words,
 * what a text is, and stretches of a voice, a rate or a language, which may go over paragraphs.
 * What is no direction, or has no end, is remarked and stays in the text. Used once, by one thread.
 */
public final class Shorthand {
  private static final Set<String> STRETCHES = Set.of("voice", "rate", "lang", "emphasis");
  private static final Set<String> PHRASES = Set.of("ipa", "x-sampa", "sub", "say");
  private static final String PAUSE = "pause";

  private final Document document;
  private final SpeechDirections directions = new SpeechDirections();
  private final Remarks remarks = new Remarks("shorthand");
  private final DirectionReader reader = new DirectionReader(remarks);
  private final List<TextNode> texts = new ArrayList<>();
  private final Map<TextNode, List<Directive>> byText = new IdentityHashMap<>();

  /** What the opening directives of stretches say. */
  private final Map<Directive, SpeechDirection> opening = new IdentityHashMap<>();

  /** The stretches that are open, by name, the innermost first. */
  private final Map<String, Deque<Directive>> open = new HashMap<>();

  private Shorthand(Document document) {
    this.document = document;
  }

  /**
   * What a text said of its reading.
   *
   * @param warnings what was not understood, a line a kind
   */
  public record Applied(SpeechDirections directions, List<String> warnings) {
    public Applied {
      warnings = List.copyOf(warnings);
    }
  }

  /** Takes the directives out of a document. */
  public static Applied apply(Document document) {
    return new Shorthand(document).apply();
  }

  private Applied apply() {
    document.body().filter(new Texts());
    List<Directive> found = new ArrayList<>();
    for (TextNode text : texts) {
      Interruption.check();
      String content = text.getWholeText();
      if (content.indexOf('{') >= 0) {
        Directive.EXPRESSION
            .matcher(content)
            .results()
            .map(match -> Directive.of(text, match))
            .filter(this::isKnown)
            .forEach(found::add);
      }
    }
    paired(found)
        .forEach(
            directive ->
                byText.computeIfAbsent(directive.node(), text -> new ArrayList<>()).add(directive));
    texts.forEach(this::rewrite);
    return new Applied(directions, remarks.lines());
  }

  /** Collects the texts, but for those of listings, in order. */
  private final class Texts implements NodeFilter {
    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        texts.add(text);
      }
      boolean listing =
          node instanceof Element element
              && (element.normalName().equals("code") || element.normalName().equals("pre"));
      return listing ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      return FilterResult.CONTINUE;
    }
  }

  private boolean isKnown(Directive directive) {
    String name = directive.name();
    boolean stretch = STRETCHES.contains(name);
    boolean phrase = PHRASES.contains(name);
    boolean known = stretch || phrase || name.equals(PAUSE);
    if (!known) {
      remarks.add(
          "braces hold no direction that is known; they are read as they stand", directive.place());
      return false;
    }
    boolean formed =
        directive.isWhole()
            && (directive.closes()
                ? stretch && directive.argument().isEmpty() && directive.text() == null
                : phrase == (directive.text() != null)
                    && (!directive.argument().isEmpty() || name.equals("emphasis")));
    if (!formed) {
      remarks.add(
          "a direction is not written as it should be (%s); it is read as it stands"
              .formatted(form(name)),
          directive.place());
    }
    return formed;
  }

  private static String form(String name) {
    return switch (name) {
      case PAUSE -> "{pause 1s}";
      case "ipa", "x-sampa" -> "{%s SOUNDS|text}".formatted(name);
      case "sub" -> "{sub OTHER WORDS|text}";
      case "say" -> "{say date dmy|3/5/2020}";
      case "emphasis" -> "{emphasis}...{/emphasis}";
      default -> "{%s NAME}...{/%1$s}".formatted(name);
    };
  }

  /** Those that can be done: both ends of stretches, and all that is no stretch. */
  private List<Directive> paired(List<Directive> found) {
    Set<Directive> done = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    Map<String, Deque<Directive>> unclosed = new HashMap<>();
    for (Directive directive : found) {
      Deque<Directive> ofName =
          unclosed.computeIfAbsent(directive.name(), name -> new ArrayDeque<>());
      if (!STRETCHES.contains(directive.name())) {
        done.add(directive);
      } else if (!directive.closes()) {
        ofName.push(directive);
      } else if (ofName.isEmpty()) {
        remarks.add(
            "a stretch ends that has not begun; it is read as it stands", directive.place());
      } else {
        Directive begin = ofName.pop();
        if (begins(begin)) {
          done.add(begin);
          done.add(directive);
        }
      }
    }
    for (Deque<Directive> ofName : unclosed.values()) {
      ofName
          .descendingIterator()
          .forEachRemaining(
              directive ->
                  remarks.add(
                      "a stretch has no end; its begin is read as it stands", directive.place()));
    }
    return found.stream().filter(done::contains).toList();
  }

  /** Notes what a stretch says; whether that can be done. */
  private boolean begins(Directive begin) {
    String argument = begin.argument();
    switch (begin.name()) {
      case "voice" -> opening.put(begin, new SpeechDirection.Voiced(argument));
      case "rate" ->
          reader
              .pace(argument, Pace.PLAIN_PERCENT, begin.place())
              .ifPresent(paced -> opening.put(begin, paced));
      case "lang" -> {
        if (LanguageTags.wellFormed(argument).isEmpty()) {
          remarks.add("a language is no tag of BCP 47; it is read as it stands", begin.place());
          return false;
        }
        opening.put(begin, new SpeechDirection.OwnLanguage());
      }
      default ->
          remarks.add("no voice can be told to stress words; they are read plainly", begin.place());
    }
    return begin.name().equals("emphasis") || opening.containsKey(begin);
  }

  private void rewrite(TextNode text) {
    List<Directive> directives = byText.getOrDefault(text, List.of());
    if (directives.isEmpty() && isPlain()) {
      return;
    }
    String content = text.getWholeText();
    Element whole = new Element("span");
    int at = 0;
    for (Directive directive : directives) {
      append(whole, new TextNode(content.substring(at, directive.start())));
      at = directive.end();
      if (STRETCHES.contains(directive.name())) {
        turn(directive);
      } else {
        phrase(directive).ifPresent(node -> append(whole, node));
      }
    }
    append(whole, new TextNode(content.substring(at)));
    text.replaceWith(whole);
  }

  private boolean isPlain() {
    return open.values().stream().allMatch(Deque::isEmpty);
  }

  private void turn(Directive directive) {
    Deque<Directive> ofName = open.computeIfAbsent(directive.name(), name -> new ArrayDeque<>());
    if (directive.closes()) {
      ofName.pop();
    } else {
      ofName.push(directive);
    }
  }

  /** What stands in place of a direction that is no stretch. */
  private Optional<Node> phrase(Directive directive) {
    Element element = new Element("span");
    String place = directive.place();
    String argument = directive.argument();
    if (directive.name().equals(PAUSE)) {
      boolean time = Character.isDigit(argument.charAt(0)) || argument.startsWith(".");
      directions.add(element, reader.silence(time ? argument : "", time ? "" : argument, place));
      return Optional.of(element);
    }
    Optional<? extends SpeechDirection> said =
        switch (directive.name()) {
          case "sub" -> reader.alias(argument, place);
          case "say" -> {
            String[] kind = argument.split("\\s+", 2);
            yield reader.readAs(kind[0], kind.length > 1 ? kind[1] : "", place);
          }
          default -> reader.phonemes(directive.name(), argument, place);
        };
    said.ifPresent(direction -> directions.add(element, direction));
    element.appendChild(new TextNode(directive.text()));
    return Optional.of(element);
  }

  /** Appends text in the stretches that are open. */
  private void append(Element whole, Node node) {
    if (node instanceof TextNode text && text.getWholeText().isEmpty()) {
      return;
    }
    if (isPlain()) {
      whole.appendChild(node);
      return;
    }
    Element stretch = new Element("span");
    for (Deque<Directive> ofName : open.values()) {
      if (!ofName.isEmpty() && opening.containsKey(ofName.peek())) {
        directions.add(stretch, opening.get(ofName.peek()));
      }
    }
    Deque<Directive> languages = open.getOrDefault("lang", new ArrayDeque<>());
    if (!languages.isEmpty()) {
      stretch.attr("lang", languages.peek().argument());
    }
    stretch.appendChild(node);
    whole.appendChild(stretch);
  }
}
