package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.html.element.HiddenElements;
import io.rhapsode.ingest.document.html.element.SpeechStyle;
import io.rhapsode.ingest.document.speech.SpeechDirection;
import io.rhapsode.ingest.document.speech.SpeechDirections;
import io.rhapsode.ingest.document.speech.SpelledText;
import io.rhapsode.ingest.lexicon.phonetic.PhoneticAlphabet;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.lexicon.Saying;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * What a document says about how it is read: the attributes {@code ssml:ph} and {@code
 * ssml:alphabet} of EPUB 3, CSS Speech, and the directions that its reader found. Follows one walk;
 * used by one thread.
 */
final class SpokenMarkup {
  private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
  private static final String USUAL_PREFIX = "ssml";

  private final HiddenElements styles;
  private final SpeechDirections directions;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Deque<Spelling> spellings = new ArrayDeque<>();
  private final Deque<Way> ways = new ArrayDeque<>();

  /** An element that says how its letters are read. */
  private record Spelling(Element element, SpeechStyle.As as) {}

  /** The way of reading inside an element. */
  private record Way(Element element, SpokenWay way) {}

  SpokenMarkup(HiddenElements styles, SpeechDirections directions) {
    this.styles = styles;
    this.directions = directions;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void open(Element element) {
    SpeechStyle style = styles.speech(element);
    style.as().ifPresent(as -> spellings.push(new Spelling(element, as)));
    style
        .unfollowed()
        .ifPresent(
            property ->
                warnings.add(
                    "CSS Speech: '%s' is not followed; the voice, its sounds and signals are the narration's"
                        .formatted(property)));
    SpokenWay around = way();
    SpokenWay within = around;
    if (around.said() == null) {
      Optional<Saying> saying = attribute(element, "ph").flatMap(ph -> saying(element, ph));
      within = saying.map(said -> around.saying(new SpokenWay.Mark<>(said))).orElse(around);
    }
    for (SpeechDirection direction : directions.of(element)) {
      within = directed(element, direction, within);
    }
    if (within != around) {
      ways.push(new Way(element, within));
    }
  }

  private SpokenWay directed(Element element, SpeechDirection direction, SpokenWay way) {
    if (direction instanceof SpeechDirection.Say say && way.said() == null) {
      return way.saying(new SpokenWay.Mark<>(say.saying()));
    } else if (direction instanceof SpeechDirection.Take take) {
      return way.taken(take.as());
    } else if (direction instanceof SpeechDirection.Voiced voiced) {
      return way.voiced(voiced.voice());
    } else if (direction instanceof SpeechDirection.Paced paced) {
      return way.paced(paced.percent());
    } else if (direction instanceof SpeechDirection.Sentence) {
      return way.asSentence();
    } else if (direction instanceof SpeechDirection.OwnLanguage) {
      return way.inOwnLanguage();
    } else if (direction instanceof SpeechDirection.Spell spell) {
      SpeechStyle.As as = spell.letters() ? SpeechStyle.As.SPELL_OUT : SpeechStyle.As.DIGITS;
      spellings.push(new Spelling(element, as));
    }
    return way;
  }

  void close(Element element) {
    while (!spellings.isEmpty() && spellings.peek().element() == element) {
      spellings.pop();
    }
    if (!ways.isEmpty() && ways.peek().element() == element) {
      ways.pop();
    }
  }

  /** Silence before an element, in milliseconds. */
  int pauseBeforeMillis(Element element) {
    return styles.speech(element).pauseBeforeMillis().orElse(0);
  }

  int pauseAfterMillis(Element element) {
    return styles.speech(element).pauseAfterMillis().orElse(0);
  }

  /** The silence that an element is, in milliseconds, if it is one. */
  Optional<Integer> silenceMillis(Element element) {
    return of(element, SpeechDirection.Silent.class).map(SpeechDirection.Silent::millis);
  }

  /** Notes that a silence stands before all text. */
  void silenceBeforeText() {
    warnings.add("a silence before the first word is not made");
  }

  /** Whether an element holds a sentence. */
  boolean isSentence(Element element) {
    return of(element, SpeechDirection.Sentence.class).isPresent();
  }

  /** Why an element is not read, if a direction says so. */
  Optional<Exclusion> leftOut(Element element) {
    return of(element, SpeechDirection.LeftOut.class)
        .map(left -> new Exclusion(SkipReason.ROLE, left.detail()));
  }

  private <T extends SpeechDirection> Optional<T> of(Element element, Class<T> type) {
    return directions.of(element).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** How text that stands here is read. */
  SpokenWay way(String content) {
    SpokenWay way = way();
    if (way.said() != null || spellings.isEmpty() || content.isBlank()) {
      return way;
    }
    return switch (spellings.peek().as()) {
      case SPELL_OUT -> spelled(way, content, true);
      case DIGITS -> spelled(way, content, false);
      default -> way;
    };
  }

  private SpokenWay way() {
    return ways.isEmpty() ? SpokenWay.USUAL : ways.peek().way();
  }

  private static SpokenWay spelled(SpokenWay way, String content, boolean letters) {
    String text = SpelledText.of(content, letters);
    return text.equals(content.strip())
        ? way
        : way.saying(new SpokenWay.Mark<>(new Saying.Alias(text)));
  }

  private Optional<Saying> saying(Element element, String ph) {
    if (ph.isBlank()) {
      return Optional.empty();
    }
    String alphabet = "ipa";
    for (Element around = element; around != null; around = around.parent()) {
      Optional<String> named = attribute(around, "alphabet");
      if (named.isPresent()) {
        alphabet = named.get();
        break;
      }
    }
    try {
      return Optional.of(new Saying.Phonemes(PhoneticAlphabet.toIpa(alphabet, ph)));
    } catch (IllegalArgumentException e) {
      warnings.add("ssml:ph is not followed: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> attribute(Element element, String name) {
    for (Attribute attribute : element.attributes()) {
      String key = attribute.getKey();
      int colon = key.indexOf(':');
      if (colon > 0
          && key.substring(colon + 1).equals(name)
          && isSsml(element, key.substring(0, colon))) {
        return Optional.of(attribute.getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether a prefix is bound to SSML; the usual one is, even where nobody bound it. */
  private static boolean isSsml(Element element, String prefix) {
    for (Element around = element; around != null; around = around.parent()) {
      String bound = around.attr("xmlns:" + prefix);
      if (!bound.isEmpty()) {
        return bound.strip().equals(NAMESPACE);
      }
    }
    return prefix.equals(USUAL_PREFIX);
  }
}
