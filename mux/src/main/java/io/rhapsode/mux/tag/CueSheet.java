package io.rhapsode.mux.tag;

import java.util.List;

/**
 * A cue sheet, for players that find the chapters of a FLAC file nowhere else. Times are minutes,
 * seconds and 1/75 seconds, rounded down.
 */
public final class CueSheet {
  private static final int FRAMES_PER_SECOND = 75;

  private CueSheet() {}

  public static String of(BookTags tags, String fileName, List<ChapterTime> chapters) {
    StringBuilder sheet = new StringBuilder();
    if (!tags.author().isEmpty()) {
      sheet.append("PERFORMER %s\n".formatted(quoted(tags.author())));
    }
    sheet.append("TITLE %s\n".formatted(quoted(tags.title())));
    sheet.append("FILE %s WAVE\n".formatted(quoted(fileName)));
    for (int i = 0; i < chapters.size(); i++) {
      ChapterTime chapter = chapters.get(i);
      sheet.append("  TRACK %02d AUDIO\n".formatted(i + 1));
      sheet.append("    TITLE %s\n".formatted(quoted(chapter.title())));
      sheet.append("    INDEX 01 %s\n".formatted(time(chapter.startMillis())));
    }
    return sheet.toString();
  }

  private static String time(long millis) {
    long frames = millis * FRAMES_PER_SECOND / 1_000;
    long seconds = frames / FRAMES_PER_SECOND;
    return "%02d:%02d:%02d".formatted(seconds / 60, seconds % 60, frames % FRAMES_PER_SECOND);
  }

  /** The format has no escapes. */
  private static String quoted(String text) {
    return '"' + text.replace('"', '\'') + '"';
  }
}
