package io.rhapsode.ingest.subtitle.webvtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the tree of a cue text: {@code name.class=value("text")}. */
final class CueTextTree implements CueTextParser.Handler {
  private final StringBuilder written = new StringBuilder();

  private CueTextTree() {}

  static String of(String text) {
    CueTextTree tree = new CueTextTree();
    CueTextParser.parse(text, tree);
    return tree.written.toString();
  }

  @Override
  public void open(CueTextToken.Start element) {
    boolean span = element.name().equals("v") || element.name().equals("c");
    written.append(span ? "span" : element.name());
    element.classes().forEach(each -> written.append('.').append(each));
    boolean annotated = element.name().equals("v") || element.name().equals("lang");
    if (annotated && !element.annotation().isEmpty()) {
      written.append('=').append(element.annotation());
    }
    written.append('(');
  }

  @Override
  public void close(boolean byEndTag) {
    written.append(')');
  }

  @Override
  public void text(String text) {
    try {
      written.append(new ObjectMapper().writeValueAsString(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void timestamp(long millis) {
    // Mozilla's tree writes times as it shows them, not at all.
  }

  @Override
  public void ignored(String tag) {
    // Not in the tree.
  }
}
