package io.rhapsode.ingest.subtitle.webvtt;

import io.rhapsode.ingest.subtitle.MarkedText;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.dub.subtitle.CueMark.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/** Cue text without its tree: the characters, and who says which of them. */
final class FlatCueText implements CueTextParser.Handler {
  private final int line;
  private final Warnings warnings;
  private final MarkedText.Builder built = new MarkedText.Builder();
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(CueTextToken.Start element, int start) {}

  private FlatCueText(int line, Warnings warnings) {
    this.line = line;
    this.warnings = warnings;
  }

  /**
   * Flattens the text of a cue.
   *
   * @param line of the cue, for warnings
   */
  static MarkedText of(String text, int line, Warnings warnings) {
    FlatCueText flat = new FlatCueText(line, warnings);
    CueTextParser.parse(text, flat);
    return flat.built.build();
  }

  @Override
  public void open(CueTextToken.Start element) {
    if (element.annotation().indexOf('<') >= 0) {
      warnings.add(
          line,
          "<%s is not ended by >; '%s' is taken for a part of it"
              .formatted(element.name(), Warnings.shown(element.annotation())));
    }
    open.push(new Open(element, built.length()));
  }

  @Override
  public void close(boolean byEndTag) {
    Open closed = open.pop();
    String name = closed.element().name();
    if (!byEndTag && !name.equals("v")) {
      warnings.add(line, "<%s> is not closed; it ends with the cue".formatted(name));
    }
    for (String style : closed.element().classes()) {
      built.mark(closed.start(), Kind.STYLE, style);
    }
    switch (name) {
      case "v" -> built.mark(closed.start(), Kind.SPEAKER, closed.element().annotation());
      case "lang" -> built.mark(closed.start(), Kind.LANGUAGE, closed.element().annotation());
      case "rt" -> built.mark(closed.start(), Kind.READING, "");
      case "i", "b", "u" -> built.mark(closed.start(), Kind.STYLE, name);
      default -> {
        // Nothing but its classes.
      }
    }
  }

  @Override
  public void text(String text) {
    built.append(text);
  }

  @Override
  public void timestamp(long millis) {
    built.mark(built.length(), Kind.TIMESTAMP, Long.toString(millis));
  }

  @Override
  public void ignored(String tag) {
    warnings.add(
        line,
        "%s is nothing that WebVTT knows here; it is left out".formatted(Warnings.shown(tag)));
  }
}
