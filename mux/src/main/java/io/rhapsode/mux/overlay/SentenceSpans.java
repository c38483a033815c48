package io.rhapsode.mux.overlay;

import io.rhapsode.mux.overlay.Fragment.Structure;
import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.markup.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Puts a {@code span} with an id around every sentence of a content document and changes nothing
 * else. A sentence that begins or ends inside an element which holds more than it gets several; one
 * that is all that an element with an id holds gets none. Used once.
 */
final class SentenceSpans {
  /** Elements that a span may hold and that may be torn neither at their start nor at their end. */
  private static final Set<String> PHRASING =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
          "em", "font", "i", "ins", "kbd", "mark", "q", "ruby", "s", "samp", "small", "span",
          "strike", "strong", "sub", "sup", "time", "tt", "u", "var");

  /** Elements that have no place for a span inside them. */
  private static final Set<String> CLOSED =
      Set.of("math", "svg", "select", "textarea", "object", "iframe", "audio", "video", "rt", "rp");

  /** An edit: text that is put in at a place. */
  private record Insertion(int place, String text) {}

  /** A stretch of markup. */
  private record Range(int start, int end) {}

  private final String markup;
  private final List<Token> tokens;

  /** The end tag of each start tag and the start tag of each end tag, by their indexes. */
  private final int[] partner;

  /** The element that holds a token, by index; -1 at the top. */
  private final int[] parent;

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Insertion> insertions = new ArrayList<>();
  private final List<Fragment> fragments = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private Range last = new Range(0, 0);
  private String lastId = "";

  private SentenceSpans(String markup) {
    this.markup = markup;
    this.tokens = MarkupTokens.html(markup);
    this.partner = new int[tokens.size()];
    this.parent = new int[tokens.size()];
    pair();
  }

  /**
   * A document with its spans.
   *
   * @param fragments in the order of the document
   * @param styled whether the document has a style sheet
   */
  record Marked(String markup, List<Fragment> fragments, boolean styled) {}

  /**
   * @param spoken the utterances of the document, in order
   */
  static Marked mark(String markup, List<Spoken> spoken) {
    SentenceSpans spans = new SentenceSpans(markup);
    spoken.stream().filter(Spoken::known).forEach(spans::add);
    return new Marked(
        spans.edited(),
        List.copyOf(spans.fragments),
        spans.tokens.stream().anyMatch(SentenceSpans::isStyle));
  }

  private static boolean isStyle(Token token) {
    return token.opens("style")
        || token.opens("link")
            && token.attribute("rel").orElse("").toLowerCase(Locale.ROOT).contains("stylesheet");
  }

  private void pair() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      partner[i] = -1;
      if (token.kind() == Kind.END && open.stream().anyMatch(at -> same(at, token))) {
        while (!same(open.peek(), token)) {
          open.pop();
        }
        partner[i] = open.peek();
        partner[open.pop()] = i;
      }
      parent[i] = open.isEmpty() ? -1 : open.peek();
      if (token.kind() == Kind.START) {
        open.push(i);
      }
      token.attribute("id").ifPresent(id -> ids.merge(id, 1, Integer::sum));
    }
  }

  private boolean same(int index, Token token) {
    return tokens.get(index).name().equals(token.name());
  }

  private void add(Spoken spoken) {
    int first = outOfClosed(tokenAt(spoken.first()));
    int end = outOfClosed(tokenAt(spoken.last()));
    Range range =
        new Range(
            first >= 0 ? tokens.get(first).start() : spoken.first(),
            end >= 0 ? endOf(end) : endOfCharacter(spoken.last()));
    if (range.start() < last.end()) {
      // Several sentences inside what cannot be divided: they share its mark.
      fragments.add(
          new Fragment(lastId, spoken.utterance().ordinal(), 0, structure(range.start())));
      return;
    }
    for (Range piece : pieces(range)) {
      int character = spoken.characterIn(piece.start(), piece.end());
      if (character >= 0) {
        mark(piece, spoken, character);
      }
    }
  }

  /** The outermost element around a token, or it itself, that may hold no span; or -1. */
  private int outOfClosed(int index) {
    int outermost = tokens.get(index).kind() == Kind.TEXT ? -1 : index;
    for (int at = parent[index]; at >= 0; at = parent[at]) {
      if (CLOSED.contains(tokens.get(at).localName())) {
        outermost = at;
      }
    }
    return outermost;
  }

  private int endOf(int index) {
    return tokens.get(partner[index] < 0 ? index : partner[index]).end();
  }

  private int endOfCharacter(int place) {
    if (markup.charAt(place) == '&') {
      int semicolon = markup.indexOf(';', place);
      return semicolon < 0 ? place + 1 : semicolon + 1;
    }
    return place + Character.charCount(markup.codePointAt(place));
  }

  /** The stretches of a range that open and close the same elements, as few as there can be. */
  private List<Range> pieces(Range range) {
    List<Range> pieces = new ArrayList<>();
    int start = range.start();
    int end = range.end();
    for (int i = tokenAt(start); i < tokens.size() && tokens.get(i).start() < end; i++) {
      Token token = tokens.get(i);
      boolean torn =
          token.kind() == Kind.START && (partner[i] < 0 || tokens.get(partner[i]).start() >= end)
              || token.kind() == Kind.END
                  && (partner[i] < 0 || tokens.get(partner[i]).start() < start);
      if (!torn || token.start() < start) {
        continue;
      }
      if (token.kind() == Kind.END && begins(partner[i], start)) {
        start = tokens.get(partner[i]).start();
      } else if (token.kind() == Kind.START && ends(partner[i], end)) {
        end = tokens.get(partner[i]).end();
      } else {
        addPiece(pieces, start, token.start());
        start = token.end();
      }
    }
    addPiece(pieces, start, end);
    return pieces;
  }

  /** Whether nothing but white space is between a start tag of a phrase and a place behind it. */
  private boolean begins(int tag, int start) {
    return tag >= 0
        && PHRASING.contains(tokens.get(tag).localName())
        && tokens.get(tag).start() >= last.end()
        && markup.substring(tokens.get(tag).end(), start).isBlank();
  }

  private boolean ends(int tag, int end) {
    return tag >= 0
        && PHRASING.contains(tokens.get(tag).localName())
        && markup.substring(end, tokens.get(tag).start()).isBlank();
  }

  private void addPiece(List<Range> pieces, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(markup.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(markup.charAt(to - 1))) {
      to--;
    }
    if (to > from) {
      pieces.add(new Range(from, to));
    }
  }

  private void mark(Range piece, Spoken spoken, int character) {
    String id = idOfHolder(piece);
    if (id.isEmpty()) {
      int holder = parentAt(piece.start());
      if (holder < 0 || tokens.get(holder).localName().equals("svg")) {
        id = "";
      } else {
        id = newId(spoken, character);
        String prefix = tokens.get(holder).prefix();
        insertions.add(new Insertion(piece.start(), "<%sspan id=\"%s\">".formatted(prefix, id)));
        insertions.add(new Insertion(piece.end(), "</%sspan>".formatted(prefix)));
      }
    }
    taken.add(id);
    fragments.add(
        new Fragment(id, spoken.utterance().ordinal(), character, structure(piece.start())));
    last = piece;
    lastId = id;
  }

  /** The id of the element that holds this and nothing else; empty without one. */
  private String idOfHolder(Range piece) {
    int at = tokenAt(piece.start());
    boolean element =
        tokens.get(at).start() == piece.start()
            && tokens.get(at).kind() != Kind.TEXT
            && endOf(at) == piece.end();
    int holder = element ? at : parent[at];
    if (holder < 0 || !element && !holds(holder, piece)) {
      return "";
    }
    String id = tokens.get(holder).attribute("id").orElse("");
    return ids.getOrDefault(id, 0) == 1 && !taken.contains(id) ? id : "";
  }

  private boolean holds(int holder, Range piece) {
    return partner[holder] >= 0
        && tokens.get(partner[holder]).start() >= piece.end()
        && tokens.get(holder).end() <= piece.start()
        && markup.substring(tokens.get(holder).end(), piece.start()).isBlank()
        && markup.substring(piece.end(), tokens.get(partner[holder]).start()).isBlank();
  }

  /** Told by the place in the text, so that it is the same in every run. */
  private String newId(Spoken spoken, int character) {
    String wanted =
        "narration-%d-%d"
            .formatted(
                spoken.utterance().locator().block(),
                spoken.utterance().locator().span().start() + character);
    String id = wanted;
    for (int i = 2; ids.containsKey(id) || taken.contains(id); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }

  private List<Structure> structure(int place) {
    List<Structure> structure = new ArrayList<>();
    for (int at = parentAt(place); at >= 0; at = parent[at]) {
      Token token = tokens.get(at);
      String type = StructureTypes.of(token);
      if (!type.isEmpty()) {
        String id = token.attribute("id").filter(own -> ids.get(own) == 1).orElse("");
        structure.add(0, new Structure(token.start(), type, id));
      }
    }
    return structure;
  }

  /** The element that holds a place; -1 at the top. */
  private int parentAt(int place) {
    return parent[tokenAt(place)];
  }

  private int tokenAt(int place) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (tokens.get(middle).start() <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private String edited() {
    StringBuilder edited = new StringBuilder();
    int at = 0;
    for (Insertion insertion : insertions) {
      edited.append(markup, at, insertion.place()).append(insertion.text());
      at = insertion.place();
    }
    return edited.append(markup, at, markup.length()).toString();
  }
}
