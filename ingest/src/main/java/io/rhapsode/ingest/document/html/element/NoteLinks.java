package io.rhapsode.ingest.document.html.element;

import io.rhapsode.ingest.limit.Interruption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Recognises notes that bear no role by their links: a short mark such as "[1]" or "*" in one block
 * leads to a later block that leads back, that bears the role itself, or, from a raised or
 * bracketed mark, that begins with the same mark. First every document of a publication is added,
 * in reading order; then each can be asked for its notes. Used by one thread.
 */
public final class NoteLinks {
  private static final Pattern MARK =
      Pattern.compile("[\\[({]?(?:\\d{1,4}|[a-z]|[*†‡§¶#‖]{1,4})[\\])}]?\\.?");
  private static final int LONGEST_MARK = 8;
  private static final int LONGEST_NOTE = 5000;
  private static final int NESTING = 3;
  private static final int OPENING = 12;

  private static final Set<String> CONTAINERS =
      Set.of("body", "html", "section", "article", "main", "ol", "ul", "table", "tbody", "tr");

  /**
   * Blocks by number: the same document is numbered alike whenever it is parsed.
   *
   * @param document position of the document in reading order
   */
  private record Place(int document, int block) {
    boolean before(Place other) {
      return document < other.document || document == other.document && block < other.block;
    }
  }

  /**
   * A link and the blocks it stands in, the innermost first.
   *
   * @param mark its text when that can be the mark of a note, else empty
   * @param raised whether it is set as marks of notes are: raised, in brackets, or a symbol
   */
  private record Link(List<Place> from, String target, String mark, boolean raised) {}

  /** How the text of a block begins, and whether its role is that of a note. */
  private record Opening(String text, boolean note) {}

  private final BinaryOperator<String> resolver;
  private final Map<String, Integer> documents = new HashMap<>();
  private final Map<String, Place> anchors = new HashMap<>();
  private final Map<Place, Opening> openings = new HashMap<>();
  private final List<Link> links = new ArrayList<>();
  private Set<Place> notes;
  private Set<Link> references;

  /**
   * @param resolver makes "path#fragment" of the path of a document and an address in it; empty for
   *     an address outside the publication
   */
  public NoteLinks(BinaryOperator<String> resolver) {
    this.resolver = resolver;
  }

  /** The notes of a document that stands alone. */
  public static NoteElements within(Document document) {
    NoteLinks links = new NoteLinks((path, address) -> address);
    links.add("", document);
    return links.notes("", document);
  }

  /** Takes the anchors and links of a document. */
  public void add(String path, Document document) {
    int number = documents.computeIfAbsent(path, added -> documents.size());
    Map<Element, Integer> blocks = blocks(document);
    for (Element element : document.getAllElements()) {
      Interruption.check();
      if (!element.id().isEmpty()) {
        places(element, number, blocks).stream()
            .findFirst()
            .ifPresent(
                place -> {
                  anchors.putIfAbsent(path + "#" + element.id(), place);
                  openings.computeIfAbsent(place, first -> opening(element, blocks));
                });
      }
      if (HtmlElements.isInternalLink(element, HtmlElements.localName(element))) {
        links.add(link(path, element, number, blocks));
      }
    }
    notes = null;
  }

  /** The notes and references of a document that was added, as elements of the given tree. */
  public NoteElements notes(String path, Document document) {
    if (notes == null) {
      pair();
    }
    NoteElements found = new NoteElements();
    int number = documents.getOrDefault(path, -1);
    Map<Element, Integer> blocks = blocks(document);
    for (Element element : document.getAllElements()) {
      Interruption.check();
      Integer block = blocks.get(element);
      if (block != null && notes.contains(new Place(number, block)) && canBeNote(element)) {
        found.mark(element, "footnote");
      }
      if (HtmlElements.isInternalLink(element, HtmlElements.localName(element))
          && references.contains(link(path, element, number, blocks))) {
        found.mark(element, "noteref");
      }
    }
    return found;
  }

  private void pair() {
    notes = new HashSet<>();
    references = new HashSet<>();
    Map<Place, Set<Place>> targets = new HashMap<>();
    for (Link link : links) {
      Place target = anchors.get(link.target());
      if (target != null) {
        link.from()
            .forEach(place -> targets.computeIfAbsent(place, first -> new HashSet<>()).add(target));
      }
    }
    for (Link link : links) {
      Place note = anchors.get(link.target());
      if (!link.mark().isEmpty() && note != null && !link.from().isEmpty()) {
        Place reference = link.from().get(0);
        boolean back =
            link.from().stream().anyMatch(targets.getOrDefault(note, Set.of())::contains);
        boolean leads = back || openings.get(note).note() || link.raised() && marks(link, note);
        if (leads && reference.before(note)) {
          notes.add(note);
          references.add(link);
        }
      }
    }
  }

  private boolean marks(Link link, Place note) {
    String core = core(link.mark());
    String opening = core(openings.get(note).text());
    return opening.startsWith(core)
        && opening.length() > core.length()
        && !Character.isLetterOrDigit(opening.charAt(core.length()));
  }

  /** Without brackets before it and behind it. */
  private static String core(String mark) {
    return mark.strip().replaceFirst("^[\\[({]\\s*", "").replaceFirst("[\\])}]?\\.?$", "");
  }

  private static Opening opening(Element anchor, Map<Element, Integer> blocks) {
    Element block = anchor;
    while (!blocks.containsKey(block)) {
      block = block.parent();
    }
    Set<String> roles = Roles.of(block);
    String text = canBeNote(block) ? ElementText.opening(block, OPENING) : "";
    return new Opening(text, roles.contains("footnote") || roles.contains("endnotes"));
  }

  private Link link(String path, Element element, int number, Map<Element, Integer> blocks) {
    String target = resolver.apply(path, HtmlElements.target(element));
    String mark = isMark(element) ? ElementText.opening(element, LONGEST_MARK) : "";
    boolean raised =
        element.closest("sup") != null
            || element.selectFirst("sup") != null
            || !mark.matches("[\\p{L}\\p{N}]+\\.?");
    return new Link(places(element, number, blocks), qualified(path, target), mark, raised);
  }

  private static String qualified(String path, String target) {
    return target.startsWith("#") ? path + target : target;
  }

  /** Whether the link is a short mark beside other text of its block. */
  private static boolean isMark(Element link) {
    String text = ElementText.opening(link, LONGEST_MARK + 1);
    if (!MARK.matcher(text).matches()) {
      return false;
    }
    Element block = link;
    while (block.parent() != null && !HtmlElements.isBlock(HtmlElements.localName(block))) {
      block = block.parent();
    }
    return ElementText.opening(block, text.length() + 1).length() > text.length();
  }

  private static boolean canBeNote(Element element) {
    return ElementText.opening(element, LONGEST_NOTE + 1).length() <= LONGEST_NOTE
        && element.selectFirst("h1, h2, h3, h4, h5, h6") == null
        && HtmlElements.headingLevel(element, HtmlElements.localName(element)) == 0;
  }

  private static Map<Element, Integer> blocks(Document document) {
    Map<Element, Integer> blocks = new IdentityHashMap<>();
    for (Element element : document.getAllElements()) {
      String name = HtmlElements.localName(element);
      if (HtmlElements.isBlock(name) && !CONTAINERS.contains(name)) {
        blocks.put(element, blocks.size());
      }
    }
    return blocks;
  }

  /** The blocks an element stands in or is, the innermost first. */
  private static List<Place> places(Element element, int document, Map<Element, Integer> blocks) {
    List<Place> places = new ArrayList<>();
    for (Element each = element; each != null && places.size() < NESTING; each = each.parent()) {
      Integer block = blocks.get(each);
      if (block != null) {
        places.add(new Place(document, block));
      }
    }
    return places;
  }
}
