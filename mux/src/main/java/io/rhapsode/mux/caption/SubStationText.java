package io.rhapsode.mux.caption;

import java.util.List;
import java.util.stream.Collectors;

/** Captions as Advanced SubStation Alpha, version 4.00+, which counts in hundredths of a second. */
public final class SubStationText {
  private static final String HEAD =
      """
      [Script Info]
      ScriptType: v4.00+
      PlayResX: 1920
      PlayResY: 1080
      WrapStyle: 2

      [V4+ Styles]
      Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
      Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, \
      Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
      Style: Default,Arial,60,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,\
      0,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1

      [Events]
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
      """;

  private SubStationText() {}

  /** One event a cue. A cue too short for a hundredth of a second is left out. */
  public static String of(List<Cue> cues) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Cue cue : cues) {
      long start = hundredths(cue.startMillis());
      long end = hundredths(cue.endMillis());
      if (end > start) {
        text.append("Dialogue: 0,").append(clock(start)).append(',').append(clock(end));
        text.append(",Default,,0,0,0,,").append(lines(cue)).append('\n');
      }
    }
    return text.toString();
  }

  private static String lines(Cue cue) {
    return cue.lines().stream()
        .map(line -> escaped(line.text()))
        .collect(Collectors.joining("\\N"));
  }

  /** Braces begin commands, and so do backslashes before some letters: a word joiner parts them. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}");
  }

  /** Rounded, so that cues that met still meet. */
  private static long hundredths(long millis) {
    return (millis + 5) / 10;
  }

  private static String clock(long hundredths) {
    long seconds = hundredths / 100;
    return "%d:%02d:%02d.%02d"
        .formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60, hundredths % 100);
  }
}
