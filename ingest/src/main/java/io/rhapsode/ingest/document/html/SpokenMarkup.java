package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.html.element.HiddenElements;
import io.rhapsode.ingest.document.html.element.SpeechStyle;
import io.rhapsode.ingest.lexicon.phonetic.PhoneticAlphabet;
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
 * ssml:alphabet} of EPUB 3, and CSS Speech. Follows one walk; used by one thread.
 */
final class SpokenMarkup {
  private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
  private static final String USUAL_PREFIX = "ssml";

  private final HiddenElements styles;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Deque<Manner> manners = new ArrayDeque<>();
  private Element pronounced;
  private SaidAs said;

  /** How a stretch is said; two elements that are said alike are two stretches. */
  static final class SaidAs {
    private final Saying saying;

    private SaidAs(Saying saying) {
      this.saying = saying;
    }

    Saying saying() {
      return saying;
    }
  }

  private record Manner(Element element, SpeechStyle.As as) {}

  SpokenMarkup(HiddenElements styles) {
    this.styles = styles;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void open(Element element) {
    SpeechStyle style = styles.speech(element);
    style.as().ifPresent(as -> manners.push(new Manner(element, as)));
    style
        .unfollowed()
        .ifPresent(
            property ->
                warnings.add(
                    "CSS Speech: '%s' is not followed; the voice, its sounds and signals are the narration's"
                        .formatted(property)));
    if (pronounced == null) {
      Optional<Saying> saying = attribute(element, "ph").flatMap(ph -> saying(element, ph));
      pronounced = saying.isPresent() ? element : null;
      said = saying.map(SaidAs::new).orElse(null);
    }
  }

  void close(Element element) {
    if (!manners.isEmpty() && manners.peek().element() == element) {
      manners.pop();
    }
    if (pronounced == element) {
      pronounced = null;
      said = null;
    }
  }

  /** Silence before an element, in milliseconds. */
  int pauseBeforeMillis(Element element) {
    return styles.speech(element).pauseBeforeMillis().orElse(0);
  }

  int pauseAfterMillis(Element element) {
    return styles.speech(element).pauseAfterMillis().orElse(0);
  }

  /** How text that stands here is said, or null when nothing is said of it. */
  SaidAs saidAs(String content) {
    if (said != null || manners.isEmpty() || content.isBlank()) {
      return said;
    }
    return switch (manners.peek().as()) {
      case SPELL_OUT -> spelled(content, true);
      case DIGITS -> spelled(content, false);
      default -> null;
    };
  }

  private static SaidAs spelled(String content, boolean letters) {
    String text = SpelledText.of(content, letters);
    return text.equals(content.strip()) ? null : new SaidAs(new Saying.Alias(text));
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
