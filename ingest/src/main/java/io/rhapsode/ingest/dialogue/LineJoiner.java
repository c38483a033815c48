package io.rhapsode.ingest.dialogue;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import java.util.ArrayList;
import java.util.List;

/** Joins what one speaker says until a sentence ends. Not for several threads. */
final class LineJoiner {
  private static final String ENDS = ".!?…:。！？؟۔।";
  private static final String BEHIND_END = "\"')]}»”’」』*_";

  private final List<Cue> cues;
  private final DialogueSettings settings;
  private final List<SpokenLine> lines = new ArrayList<>();
  private final List<SpokenLine.Part> open = new ArrayList<>();
  private String speaker = "";
  private long endMillis;

  LineJoiner(List<Cue> cues, DialogueSettings settings) {
    this.cues = cues;
    this.settings = settings;
  }

  /**
   * The lines of a track.
   *
   * @param parts those of each cue, in the order of the cues
   */
  List<SpokenLine> join(List<List<CuePart>> parts) {
    for (int cue = 0; cue < parts.size(); cue++) {
      add(cue, parts.get(cue));
    }
    finish();
    return lines;
  }

  /** The time of a cue is divided among the characters that are said in it. */
  private void add(int at, List<CuePart> parts) {
    Cue cue = cues.get(at);
    long all = 0;
    for (CuePart part : parts) {
      all += part instanceof CuePart.Said ? part.characters().length() : 0;
    }
    long before = 0;
    for (CuePart part : parts) {
      if (part instanceof CuePart.Said said) {
        long start = cue.startMillis() + cue.durationMillis() * before / all;
        before += said.characters().length();
        long end = cue.startMillis() + cue.durationMillis() * before / all;
        add(at, said, start, Math.max(start + 1, end));
      }
    }
  }

  private void add(int at, CuePart.Said said, long start, long end) {
    if (!open.isEmpty() && !goesOn(at, said, start, end)) {
      finish();
    }
    if (open.isEmpty()) {
      speaker = said.speaker();
    }
    open.add(new SpokenLine.Part(at, said.characters(), start));
    endMillis = end;
  }

  private boolean goesOn(int at, CuePart.Said said, long start, long end) {
    SpokenLine.Part last = open.get(open.size() - 1);
    boolean sameSpeaker = said.speaker().equals(speaker) || said.speaker().isEmpty();
    if (said.turn() || !sameSpeaker) {
      return false;
    }
    if (last.cue() == at) {
      return true;
    }
    long gap = start - endMillis;
    String before = last.characters().of(cues.get(last.cue()).text());
    return gap >= 0
        && gap <= settings.joinGapMillis()
        && end - open.get(0).startMillis() <= settings.longestLineMillis()
        && !endsSentence(before, said.characters().of(cues.get(at).text()));
  }

  /** Dots of a pause do not end a sentence that goes on with a small letter. */
  private static boolean endsSentence(String text, String next) {
    int last = text.length() - 1;
    while (last >= 0
        && (BEHIND_END.indexOf(text.charAt(last)) >= 0
            || Character.isWhitespace(text.charAt(last)))) {
      last--;
    }
    if (last < 0 || ENDS.indexOf(text.charAt(last)) < 0) {
      return last < 0;
    }
    boolean dots = text.charAt(last) == '…' || text.startsWith("..", Math.max(0, last - 1));
    String begin = next.strip();
    boolean on =
        begin.startsWith("…")
            || begin.startsWith("..")
            || Character.isLowerCase(begin.codePointAt(0));
    return !(dots && on);
  }

  private void finish() {
    if (!open.isEmpty()) {
      lines.add(new SpokenLine(speaker, open.get(0).startMillis(), endMillis, open));
      open.clear();
    }
  }
}
