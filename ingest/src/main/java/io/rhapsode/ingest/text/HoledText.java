package io.rhapsode.ingest.text;

import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** A paragraph without the stretches that are not read, and the way back to where they were. */
final class HoledText {
  private final String readable;
  private final List<Span> kept = new ArrayList<>();

  HoledText(String text, List<Span> holes) {
    StringBuilder rest = new StringBuilder(text.length());
    int at = 0;
    for (Span hole : holes) {
      keep(text, at, hole.start(), rest);
      at = hole.end();
    }
    keep(text, at, text.length(), rest);
    this.readable = rest.toString();
  }

  private void keep(String text, int from, int to, StringBuilder rest) {
    if (to > from) {
      kept.add(new Span(from, to));
      rest.append(text, from, to);
    }
  }

  String readable() {
    return readable;
  }

  /** The stretches of the paragraph that a stretch of the readable text stands in. */
  List<Span> parts(Span inReadable) {
    List<Span> parts = new ArrayList<>();
    int offset = 0;
    for (Span span : kept) {
      int from = Math.max(inReadable.start(), offset);
      int to = Math.min(inReadable.end(), offset + span.length());
      if (from < to) {
        parts.add(new Span(from, to).shifted(span.start() - offset));
      }
      offset += span.length();
    }
    return parts;
  }
}
