package io.rhapsode.ingest.plan.sentence;

import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A block's text without the stretches that are not read, and the way back to where they were. */
public final class ReadableText {
  private final String text;
  private final List<Span> kept = new ArrayList<>();

  /** Where each kept stretch begins in this text. */
  private final List<Integer> offsets = new ArrayList<>();

  /**
   * @param holes what is not read, in order of start
   */
  public ReadableText(String source, List<Span> holes) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (Span hole : holes) {
      keep(source, at, hole.start(), rest);
      at = Math.max(at, hole.end());
    }
    keep(source, at, source.length(), rest);
    this.text = rest.toString();
  }

  private void keep(String source, int from, int to, StringBuilder rest) {
    if (to > from) {
      kept.add(new Span(from, to));
      offsets.add(rest.length());
      rest.append(source, from, to);
    }
  }

  public String text() {
    return text;
  }

  /** The stretches of the source that a stretch of this text stands in, at least one. */
  public List<Span> parts(Span readable) {
    List<Span> parts = new ArrayList<>();
    int found = Collections.binarySearch(offsets, readable.start());
    for (int i = found < 0 ? Math.max(0, -found - 2) : found; i < kept.size(); i++) {
      int offset = offsets.get(i);
      if (offset >= readable.end()) {
        break;
      }
      int from = Math.max(readable.start(), offset);
      int to = Math.min(readable.end(), offset + kept.get(i).length());
      if (from < to) {
        parts.add(new Span(from, to).shifted(kept.get(i).start() - offset));
      }
    }
    return parts;
  }

  /** Where a stretch of the source stands in this text; empty when none of it does. */
  public Optional<Span> place(Span source) {
    int from = -1;
    int to = -1;
    int offset = 0;
    for (Span span : kept) {
      int start = Math.max(source.start(), span.start());
      int end = Math.min(source.end(), span.end());
      if (start < end) {
        from = from < 0 ? offset + start - span.start() : from;
        to = offset + end - span.start();
      }
      offset += span.length();
    }
    return from < 0 ? Optional.empty() : Optional.of(new Span(from, to));
  }

  /** What lies between the given parts. */
  public static List<Span> between(List<Span> parts) {
    List<Span> holes = new ArrayList<>();
    for (int index = 1; index < parts.size(); index++) {
      holes.add(new Span(parts.get(index - 1).end(), parts.get(index).start()));
    }
    return holes;
  }
}
