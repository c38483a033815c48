package io.rhapsode.mux.caption;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;

/**
 * Which captions are written beside the audio, and how long their lines are.
 *
 * @param srt whether SubRip files are written
 * @param vtt whether WebVTT files are written, for the text and for the chapters
 * @param ass whether Advanced SubStation Alpha files are written
 * @param ttml whether TTML files are written
 * @param json whether JSON files with the time of each word are written
 * @param lineCharacters longest line in characters, 16 to 200
 * @param lines most lines of a cue, 1 to 4
 */
public record CaptionSettings(
    boolean srt,
    boolean vtt,
    boolean ass,
    boolean ttml,
    boolean json,
    int lineCharacters,
    int lines)
    implements Serializable {
  /** SubRip and WebVTT, two lines of 42 characters. */
  public static final CaptionSettings DEFAULTS =
      new CaptionSettings(true, true, false, false, false, 42, 2);

  public CaptionSettings {
    requireRange("lineCharacters", lineCharacters, 16, 200);
    requireRange("lines", lines, 1, 4);
  }

  /** Whether any captions are written. */
  public boolean any() {
    return srt || vtt || ass || ttml || json;
  }
}
