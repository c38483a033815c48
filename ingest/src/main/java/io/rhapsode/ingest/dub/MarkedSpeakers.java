package io.rhapsode.ingest.dub;

import io.rhapsode.pipeline.dub.Cue;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Everything is said, by whom the file names. */
final class MarkedSpeakers implements SpokenRules {
  @Override
  public List<Part> parts(Cue cue, String language) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    String speaker = cue.speakerAt(0).orElse("");
    for (int i = 1; i <= cue.text().length(); i++) {
      String next = i == cue.text().length() ? "" : cue.speakerAt(i).orElse("");
      if (i == cue.text().length() || !next.equals(speaker)) {
        parts.add(new Said(new Span(start, i), speaker));
        start = i;
        speaker = next;
      }
    }
    return parts;
  }
}
