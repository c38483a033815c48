package io.rhapsode.ingest.dub;

import io.rhapsode.ingest.dialogue.CuePart;
import io.rhapsode.ingest.dialogue.Dialogue;
import io.rhapsode.ingest.dialogue.SpokenLine;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cues that have lines in common: one cue, or several that a sentence runs through. Their texts
 * stand in it with a line feed between them.
 *
 * @param first position of its first cue in the track, from 0
 * @param cues in order, at least one
 * @param parts what of each cue is said and what is not
 * @param lines what is said, in order
 */
record Passage(int first, List<Cue> cues, List<List<CuePart>> parts, List<SpokenLine> lines) {
  Passage {
    cues = List.copyOf(cues);
    parts = parts.stream().map(List::copyOf).toList();
    lines = List.copyOf(lines);
  }

  /** A cue that is said as it is, by whom it names. */
  static Passage line(Cue cue) {
    Span all = new Span(0, cue.text().length());
    String speaker = cue.speaker().orElse("");
    SpokenLine.Part part = new SpokenLine.Part(cue.ordinal(), all, cue.startMillis());
    return new Passage(
        cue.ordinal(),
        List.of(cue),
        List.of(List.of(new CuePart.Said(all, speaker, false))),
        List.of(new SpokenLine(speaker, cue.startMillis(), cue.endMillis(), List.of(part))));
  }

  /**
   * Divides a track.
   *
   * @param cues in order of start
   * @param dialogue what is said in them
   */
  static List<Passage> of(List<Cue> cues, Dialogue dialogue) {
    List<Passage> passages = new ArrayList<>();
    List<SpokenLine> lines = new ArrayList<>();
    int first = 0;
    int last = 0;
    int next = 0;
    for (int cue = 0; cue < cues.size(); cue++) {
      last = Math.max(last, cue);
      while (next < dialogue.lines().size() && firstCue(dialogue.lines().get(next)) == cue) {
        lines.add(dialogue.lines().get(next));
        last = Math.max(last, lastCue(dialogue.lines().get(next)));
        next++;
      }
      if (cue == last) {
        List<List<CuePart>> parts = dialogue.parts().subList(first, cue + 1);
        passages.add(new Passage(first, cues.subList(first, cue + 1), parts, lines));
        lines.clear();
        first = cue + 1;
      }
    }
    return passages;
  }

  private static int firstCue(SpokenLine line) {
    return line.parts().get(0).cue();
  }

  private static int lastCue(SpokenLine line) {
    return line.parts().get(line.parts().size() - 1).cue();
  }

  String text() {
    return String.join("\n", cues.stream().map(Cue::text).toList());
  }

  /** Where a cue's text stands in the passage; the cue is counted from the passage's first. */
  int offset(int cue) {
    int offset = 0;
    for (Cue before : cues.subList(0, cue)) {
      offset += before.text().length() + 1;
    }
    return offset;
  }

  /** Where a part of a line stands in the passage. */
  Span place(SpokenLine.Part part) {
    return part.characters().shifted(offset(part.cue() - first));
  }

  /**
   * When a character is said, in milliseconds: its cue's time divided among the characters that are
   * said, so that labels and sounds take none.
   */
  long millisAt(int character) {
    int cue = cueAt(character);
    Cue shown = cues.get(cue);
    int within = character - offset(cue);
    long before = 0;
    long all = 0;
    for (CuePart part : parts.get(cue)) {
      if (part instanceof CuePart.Said said) {
        Span place = said.characters();
        all += place.length();
        before += Math.max(0, Math.min(within, place.end()) - place.start());
      }
    }
    return all == 0
        ? shown.startMillis()
        : shown.startMillis() + shown.durationMillis() * before / all;
  }

  /** The cue that a character is in, from 0; a line feed between two is in the first. */
  private int cueAt(int character) {
    int cue = 0;
    while (cue + 1 < cues.size() && offset(cue + 1) <= character) {
      cue++;
    }
    return cue;
  }
}
