package io.rhapsode.ingest.document.html.element;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Note references and notes that bear no role but were recognised by their links. */
public final class NoteElements {
  private final Map<Element, String> roles = new IdentityHashMap<>();

  void mark(Element element, String role) {
    roles.putIfAbsent(element, role);
  }

  /** "noteref" or "footnote", for elements that are one. */
  public Optional<String> role(Element element) {
    return Optional.ofNullable(roles.get(element));
  }
}
