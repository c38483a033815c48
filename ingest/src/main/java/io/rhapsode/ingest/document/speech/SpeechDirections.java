package io.rhapsode.ingest.document.speech;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** The directions of the elements of one document. Not safe for use by several threads. */
public final class SpeechDirections {
  /** No element says anything. */
  public static final SpeechDirections NONE = new SpeechDirections(Map.of());

  private final Map<Element, List<SpeechDirection>> byElement;

  public SpeechDirections() {
    this(new IdentityHashMap<>());
  }

  private SpeechDirections(Map<Element, List<SpeechDirection>> byElement) {
    this.byElement = byElement;
  }

  /** Adds a direction behind those that an element has. */
  public void add(Element element, SpeechDirection direction) {
    byElement.computeIfAbsent(element, first -> new ArrayList<>(1)).add(direction);
  }

  /** The directions of an element, in order. */
  public List<SpeechDirection> of(Element element) {
    return byElement.getOrDefault(element, List.of());
  }
}
