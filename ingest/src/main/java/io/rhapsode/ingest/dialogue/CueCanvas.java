package io.rhapsode.ingest.dialogue;

import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The characters of a cue while rules divide them. Everything is said until a rule says why not;
 * what is once silent stays so. Not for several threads.
 */
final class CueCanvas {
  /** Speakers inside each other and beside each other in one cue; more are no film. */
  private static final int MOST_SPEAKERS = 200;

  /** Why a character is silent. */
  private record Silence(SkipReason reason, String detail) {}

  private final String text;
  private final Silence[] silences;
  private final String[] fileSpeakers;

  /** Who begins to speak at a place by the text itself; null where nobody does. */
  private final String[] turns;

  CueCanvas(Cue cue, SpeakerNames names) {
    this.text = cue.text();
    this.silences = new Silence[text.length()];
    this.fileSpeakers = new String[text.length()];
    this.turns = new String[text.length()];
    Arrays.fill(fileSpeakers, names.spelling(cue.speaker().orElse("")));
    List<CueMark> spoken =
        cue.marks().stream()
            .filter(mark -> mark.kind() == CueMark.Kind.SPEAKER)
            .sorted(Comparator.comparingInt((CueMark mark) -> mark.span().length()).reversed())
            .limit(MOST_SPEAKERS)
            .toList();
    for (CueMark mark : spoken) {
      String name = names.spelling(mark.value());
      Arrays.fill(fileSpeakers, mark.span().start(), mark.span().end(), name);
    }
    for (CueMark mark : cue.marks()) {
      if (mark.kind() == CueMark.Kind.READING) {
        silence(mark.span().start(), mark.span().end(), SkipReason.PRONUNCIATION, "");
      }
    }
  }

  String text() {
    return text;
  }

  boolean isSilent(int at) {
    return silences[at] != null;
  }

  void silence(int start, int end, SkipReason reason, String detail) {
    Silence silence = new Silence(reason, detail);
    for (int at = start; at < end; at++) {
      if (silences[at] == null) {
        silences[at] = silence;
      }
    }
  }

  /**
   * Somebody else speaks from here to the next turn.
   *
   * @param name empty for somebody who is not named; where the file names somebody, that holds
   */
  void turn(int at, String name) {
    if (at < text.length()) {
      turns[at] = name;
    }
  }

  /** Whether nothing is said from a place to the end. */
  boolean isEmpty(int start) {
    return nextSaid(start) == text.length();
  }

  /** Whether nothing is said from a place to the end of its line. */
  boolean isLineEmpty(int start) {
    int next = nextSaid(start);
    int lineEnd = text.indexOf('\n', start);
    return next == text.length() || lineEnd >= 0 && lineEnd < next;
  }

  private int nextSaid(int start) {
    int at = start;
    while (at < text.length()
        && (silences[at] != null || Character.isWhitespace(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  /** The parts, which cover the text; space goes with what is before it. */
  List<CuePart> parts() {
    List<CuePart> parts = new ArrayList<>();
    String named = "";
    boolean turn = false;
    int start = 0;
    while (start < text.length()) {
      turn |= turns[start] != null;
      named = turns[start] != null ? turns[start] : named;
      int end = start + 1;
      while (end < text.length() && goesOn(start, end)) {
        end++;
      }
      String speaker = fileSpeakers[start].isEmpty() ? named : fileSpeakers[start];
      CuePart part = part(start, end, speaker, turn);
      turn &= part instanceof CuePart.Silent;
      parts.add(part);
      start = end;
    }
    return parts;
  }

  private boolean goesOn(int start, int at) {
    if (turns[at] != null) {
      return false;
    }
    if (Character.isWhitespace(text.charAt(at)) && silences[at] == null) {
      return true;
    }
    if (silences[start] != null || silences[at] != null) {
      return silences[start] == silences[at];
    }
    return fileSpeakers[at].equals(fileSpeakers[start]);
  }

  private CuePart part(int start, int end, String speaker, boolean turn) {
    Span span = new Span(start, end);
    if (silences[start] != null) {
      return new CuePart.Silent(span, silences[start].reason(), silences[start].detail());
    }
    boolean words = span.of(text).codePoints().anyMatch(Character::isLetterOrDigit);
    return words
        ? new CuePart.Said(span, speaker, turn)
        : new CuePart.Silent(span, SkipReason.NOTHING_TO_SPEAK, "");
  }
}
