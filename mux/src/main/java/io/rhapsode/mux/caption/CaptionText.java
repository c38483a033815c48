package io.rhapsode.mux.caption;

import io.rhapsode.mux.tag.ChapterTime;
import java.util.List;

/**
 * Captions as SubRip and as WebVTT. Hours have as many digits as they need and never start again.
 */
public final class CaptionText {
  private CaptionText() {}

  /** SubRip: numbered from 1, comma before the milliseconds. */
  public static String srt(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      text.append(i + 1).append('\n');
      text.append(clock(cue.startMillis(), ',')).append(" --> ");
      text.append(clock(cue.endMillis(), ',')).append('\n');
      cue.lines().forEach(line -> text.append(line.text()).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  /** WebVTT (W3C) with a time stamp before each word but the first. */
  public static String vtt(List<Cue> cues) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      appendTimes(text.append(i + 1).append('\n'), cue.startMillis(), cue.endMillis());
      appendTimedLines(text, cue);
      text.append('\n');
    }
    return text.toString();
  }

  /** WebVTT for a track of kind "chapters": one cue a chapter, its title as text. */
  public static String chaptersVtt(List<ChapterTime> chapters) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (int i = 0; i < chapters.size(); i++) {
      ChapterTime chapter = chapters.get(i);
      text.append(i + 1).append('\n');
      appendTimes(text, chapter.startMillis(), chapter.endMillis());
      text.append(escaped(chapter.title())).append("\n\n");
    }
    return text.toString();
  }

  private static void appendTimedLines(StringBuilder text, Cue cue) {
    long latest = cue.startMillis();
    for (Cue.Line line : cue.lines()) {
      StringBuilder timed = new StringBuilder();
      for (Cue.Piece piece : line.pieces()) {
        // Time stamps must ascend strictly and lie inside the cue (WebVTT section 4.2.2).
        if (piece.startMillis() > latest && piece.startMillis() < cue.endMillis()) {
          latest = piece.startMillis();
          timed.append('<').append(clock(latest, '.')).append('>');
        }
        timed.append(escaped(piece.text()));
      }
      text.append(timed.toString().stripTrailing()).append('\n');
    }
  }

  private static void appendTimes(StringBuilder text, long startMillis, long endMillis) {
    text.append(clock(startMillis, '.')).append(" --> ");
    text.append(clock(endMillis, '.')).append('\n');
  }

  static String clock(long millis, char point) {
    long seconds = millis / 1_000;
    return "%02d:%02d:%02d%c%03d"
        .formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60, point, millis % 1_000);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
