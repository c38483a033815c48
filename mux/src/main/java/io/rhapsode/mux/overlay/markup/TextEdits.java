package io.rhapsode.mux.overlay.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of a text, collected and then made at once; what they do not touch stays. */
public final class TextEdits {
  private record Edit(int start, int end, String text) {}

  private final String text;
  private final List<Edit> edits = new ArrayList<>();

  public TextEdits(String text) {
    this.text = text;
  }

  public void replace(int start, int end, String with) {
    edits.add(new Edit(start, end, with));
  }

  public void replace(Token token, String with) {
    replace(token.start(), token.end(), with);
  }

  public void insert(int place, String more) {
    replace(place, place, more);
  }

  /** The text with all changes; those at one place in the order in which they were asked for. */
  public String made() {
    StringBuilder made = new StringBuilder();
    int at = 0;
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    for (Edit edit : edits) {
      if (edit.start() >= at) {
        made.append(text, at, edit.start()).append(edit.text());
        at = edit.end();
      }
    }
    return made.append(text, at, text.length()).toString();
  }
}
