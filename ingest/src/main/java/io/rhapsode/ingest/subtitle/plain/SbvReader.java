package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.LenientTime;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SBV of YouTube, and SubViewer, its model: two times with a comma, then lines of text. */
public final class SbvReader implements CueReader {
  private static final int LONGEST_LINE = 80;
  private static final Pattern TIMES =
      Pattern.compile(
          "\\s*(-?\\d+:\\d\\d:\\d\\d[.:]\\d{1,3})\\s*[,;]\\s*(-?\\d+:\\d\\d:\\d\\d[.:]\\d{1,3})\\s*");

  private static final TimedLines.Form FORM =
      new TimedLines.Form() {
        @Override
        public Optional<CueTimes> times(String line) {
          Matcher matcher = TIMES.matcher(line);
          return line.length() <= LONGEST_LINE && matcher.matches()
              ? Optional.of(
                  new CueTimes(
                      LenientTime.millis(matcher.group(1)).getAsLong(),
                      LenientTime.millis(matcher.group(2)).getAsLong(),
                      Map.of()))
              : Optional.empty();
        }

        @Override
        public boolean isWellFormed(String line) {
          return true;
        }

        @Override
        public boolean isNumbered() {
          return false;
        }
      };

  /** Whether a line begins a cue of this format. */
  public static boolean recognises(String line) {
    return FORM.times(line).isPresent();
  }

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    if (!new TimedLines(FORM, file, warnings, cues).read()) {
      throw file.unreadable(
          FailureCode.UNSUPPORTED_DOCUMENT,
          1,
          "no line has two times such as 0:00:01.000,0:00:02.500; these are no subtitles");
    }
  }
}
