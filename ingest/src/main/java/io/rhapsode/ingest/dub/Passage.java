package io.rhapsode.ingest.dub;

import io.rhapsode.ingest.dialogue.CuePart;
import io.rhapsode.pipeline.dub.Cue;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cues that are said in one breath: one cue, or several that a sentence runs through. Their texts
 * stand in it with a line feed between them.
 *
 * @param cues in order, at least one
 * @param parts what of each cue is said and what is not
 */
record Passage(List<Cue> cues, List<List<CuePart>> parts) {
  /** The next cue of a sentence appears no later than this, in milliseconds. */
  private static final long LONGEST_GAP_MILLIS = 700;

  /** More than this nobody says in one breath, in milliseconds. */
  private static final long LONGEST_MILLIS = 12_000;

  /** What ends a sentence, in the scripts that have such marks. */
  private static final String ENDS = ".!?\u2026:\u3002\uff01\uff1f\u061f\u06d4\u0964";

  /** What may stand behind the end of a sentence. */
  private static final String CLOSING = "\"')]}\u00bb\u201d\u2019\u300d\u300f*_ \t\n\u266a";

  Passage {
    cues = List.copyOf(cues);
    parts = parts.stream().map(List::copyOf).toList();
    if (cues.size() != parts.size()) {
      throw new IllegalArgumentException(
          "%d cues, parts of %d".formatted(cues.size(), parts.size()));
    }
  }

  /** A line that is said as it is, by whom it names. */
  static Passage line(Cue cue) {
    Span all = new Span(0, cue.text().length());
    CuePart said = new CuePart.Said(all, cue.speaker().orElse(""), false);
    return new Passage(List.of(cue), List.of(List.of(said)));
  }

  /**
   * Divides a track.
   *
   * @param cues in order of start
   * @param parts of each cue
   */
  static List<Passage> of(List<Cue> cues, List<List<CuePart>> parts) {
    List<Passage> passages = new ArrayList<>();
    int first = 0;
    for (int next = 1; next <= cues.size(); next++) {
      if (next == cues.size() || !continues(cues.subList(first, next), cues.get(next))) {
        passages.add(new Passage(cues.subList(first, next), parts.subList(first, next)));
        first = next;
      }
    }
    return passages;
  }

  private static boolean continues(List<Cue> open, Cue cue) {
    Cue last = open.get(open.size() - 1);
    long gap = cue.startMillis() - last.endMillis();
    return gap >= 0
        && gap <= LONGEST_GAP_MILLIS
        && cue.endMillis() - open.get(0).startMillis() <= LONGEST_MILLIS
        && !beginsTurn(cue)
        && cue.speakerAt(0).equals(last.speakerAt(last.text().length() - 1))
        && !endsSentence(last.text());
  }

  /** A hyphen at the beginning of a cue is another person's. */
  private static boolean beginsTurn(Cue cue) {
    return "-\u2010\u2013\u2014[(\u266a".indexOf(cue.text().stripLeading().charAt(0)) >= 0;
  }

  private static boolean endsSentence(String text) {
    int last = text.length() - 1;
    while (last >= 0 && CLOSING.indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    return last < 0 || ENDS.indexOf(text.charAt(last)) >= 0;
  }

  String text() {
    return String.join("\n", cues.stream().map(Cue::text).toList());
  }

  /** Where a cue's text stands in the passage. */
  int offset(int cue) {
    int offset = 0;
    for (Cue before : cues.subList(0, cue)) {
      offset += before.text().length() + 1;
    }
    return offset;
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
  int cueAt(int character) {
    int cue = 0;
    while (cue + 1 < cues.size() && offset(cue + 1) <= character) {
      cue++;
    }
    return cue;
  }

  /** The cues that begin within a stretch, after its first character. */
  List<Integer> cuesIn(Span characters) {
    List<Integer> within = new ArrayList<>();
    for (int cue = 0; cue < cues.size(); cue++) {
      int offset = offset(cue);
      if (offset > characters.start() && offset < characters.end()) {
        within.add(cue);
      }
    }
    return within;
  }
}
