package io.rhapsode.ingest.subtitle.xml;

import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.pipeline.dub.subtitle.CueMark.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a paragraph while it is read, cut where other times begin. */
final class TtmlParagraph {
  private final TtmlElement element;
  private final int line;
  private final List<Piece> pieces = new ArrayList<>();
  private int length;

  /** Text that belongs to one element. */
  private record Piece(TtmlElement element, String text) {}

  TtmlParagraph(TtmlElement element, int line) {
    this.element = element;
    this.line = line;
  }

  int line() {
    return line;
  }

  /** Characters so far. */
  int length() {
    return length;
  }

  void append(TtmlElement inside, String text) {
    length += text.length();
    pieces.add(new Piece(inside, inside.isPreserved() ? text : text.replaceAll("\\s+", " ")));
  }

  void lineBreak(TtmlElement inside) {
    length++;
    pieces.add(new Piece(inside, "\n"));
  }

  /**
   * The cues of the paragraph.
   *
   * @param agents names by identifier
   */
  List<DraftCue> cues(Map<String, String> agents) {
    List<DraftCue> cues = new ArrayList<>();
    List<Piece> together = new ArrayList<>();
    for (Piece piece : pieces) {
      boolean blank = piece.text().isBlank();
      if (!blank && !together.isEmpty() && !sameTimes(together.get(0), piece)) {
        add(cues, together, agents);
        together.clear();
      }
      if (!blank || !together.isEmpty()) {
        together.add(piece);
      }
    }
    if (!together.isEmpty()) {
      add(cues, together, agents);
    }
    return cues;
  }

  private static boolean sameTimes(Piece first, Piece second) {
    return first.element().startSeconds() == second.element().startSeconds()
        && first.element().endSeconds() == second.element().endSeconds();
  }

  private void add(List<DraftCue> cues, List<Piece> together, Map<String, String> agents) {
    MarkedText.Builder built = new MarkedText.Builder();
    boolean space = false;
    for (Piece piece : together) {
      int start = built.length();
      for (int at = 0; at < piece.text().length(); at++) {
        char unit = piece.text().charAt(at);
        if (unit == ' ' && !piece.element().isPreserved()) {
          space = !built.endsLine();
        } else {
          built.append(space && unit != '\n' ? " " : "").append(String.valueOf(unit));
          space = false;
        }
      }
      mark(built, start, piece.element(), agents);
    }
    TtmlElement timed = together.get(0).element();
    double end = timed.endSeconds();
    cues.add(
        new DraftCue(
            line,
            element.id(),
            Math.round(timed.startSeconds() * 1000),
            Double.isInfinite(end) ? DraftCue.NO_END : Math.round(end * 1000),
            Optional.of(names(element.agent(), agents)),
            built.build(),
            element.attributes(),
            Optional.empty()));
  }

  private void mark(
      MarkedText.Builder built, int start, TtmlElement inside, Map<String, String> agents) {
    if (!inside.agent().equals(element.agent())) {
      built.mark(start, Kind.SPEAKER, names(inside.agent(), agents));
    }
    if (!inside.language().equals(element.language())) {
      built.mark(start, Kind.LANGUAGE, inside.language());
    }
    Map<String, String> attributes = inside.attributes();
    if (attributes.getOrDefault("ruby", "").equals("text")) {
      built.mark(start, Kind.READING, "");
    }
    if (attributes.getOrDefault("fontStyle", "").equals("italic")) {
      built.mark(start, Kind.STYLE, "i");
    }
    if (attributes.getOrDefault("fontWeight", "").equals("bold")) {
      built.mark(start, Kind.STYLE, "b");
    }
    if (attributes.containsKey("color") && inside != element) {
      built.mark(start, Kind.STYLE, attributes.get("color"));
    }
  }

  private static String names(String references, Map<String, String> agents) {
    return Arrays.stream(references.strip().split("\\s+"))
        .map(reference -> agents.getOrDefault(reference, reference))
        .collect(Collectors.joining(", "));
  }
}
