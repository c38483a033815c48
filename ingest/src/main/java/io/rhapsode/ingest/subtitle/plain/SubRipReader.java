package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** SubRip (SRT), which has no standard but what players read. */
public final class SubRipReader implements CueReader {
  private static final Pattern WELL_FORMED =
      Pattern.compile(
          "\\d\\d+:[0-5]\\d:[0-5]\\d,\\d{3} --> \\d\\d+:[0-5]\\d:[0-5]\\d,\\d{3}(?!\\S)");

  private static final TimedLines.Form FORM =
      new TimedLines.Form() {
        @Override
        public Optional<CueTimes> times(String line) {
          return CueTimes.of(line);
        }

        @Override
        public boolean isWellFormed(String line) {
          return WELL_FORMED.matcher(line).lookingAt();
        }

        @Override
        public boolean isNumbered() {
          return true;
        }
      };

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    if (!new TimedLines(FORM, file, warnings, cues).read()) {
      throw file.unreadable(
          FailureCode.UNSUPPORTED_DOCUMENT,
          1,
          "no line has two times such as 00:00:01,000 --> 00:00:02,500; these are no subtitles");
    }
  }
}
