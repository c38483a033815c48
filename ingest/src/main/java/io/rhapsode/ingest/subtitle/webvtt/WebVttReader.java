package io.rhapsode.ingest.subtitle.webvtt;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * WebVTT. A cue that the standard refuses for its times alone is read by the times that are meant,
 * with a warning: no line of a film is lost for a comma.
 */
public final class WebVttReader implements CueReader {
  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    new WebVttParser(file, new Reading(warnings, cues)).parse();
  }

  private static final class Reading implements WebVttParser.Handler {
    private final Warnings warnings;
    private final Consumer<DraftCue> cues;

    /** Identifier of the next cue that stood at the end of the text of the last, or empty. */
    private String swallowedId = "";

    Reading(Warnings warnings, Consumer<DraftCue> cues) {
      this.warnings = warnings;
      this.cues = cues;
    }

    @Override
    public void cue(WebVttCue cue) {
      String id = takeId(cue.id());
      String text = cue.text();
      if (cue.touched()) {
        warnings.add(cue.line(), "no blank line between this cue and the next");
        text = withoutNextId(id, text);
      }
      add(cue.line(), id, cue.startMillis(), cue.endMillis(), text, cue.settings().map());
    }

    private String takeId(String written) {
      String id = written.isEmpty() ? swallowedId : written;
      swallowedId = "";
      return id;
    }

    /** Takes the number of the next cue from the end of a text. */
    private String withoutNextId(String id, String text) {
      int end = text.lastIndexOf('\n');
      String last = text.substring(end + 1);
      if (end < 0
          || !isNumber(id)
          || !isNumber(last)
          || Long.parseLong(last) != Long.parseLong(id) + 1) {
        return text;
      }
      swallowedId = last;
      return text.substring(0, end);
    }

    private static boolean isNumber(String id) {
      return !id.isEmpty() && id.length() < 10 && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public void region(WebVttRegion region) {
      // The cues that are shown in it say so.
    }

    @Override
    public void refused(int line, String id, String times, String text) {
      String ownId = takeId(id);
      Optional<CueTimes> found = CueTimes.of(times);
      if (found.isEmpty()) {
        warnings.add(
            line,
            "'%s' has no two times; left out: '%s'"
                .formatted(Warnings.shown(times), Warnings.shown(text)));
        return;
      }
      CueTimes read = found.get();
      warnings.add(
          line,
          "'%s' is against the standard; it is read as %s"
              .formatted(Warnings.shown(times), read.describe()));
      add(line, ownId, read.startMillis(), read.endMillis(), text, read.settings());
    }

    @Override
    public void stray(int line, String text) {
      warnings.add(
          line, "left out, since no times stand above it: '%s'".formatted(Warnings.shown(text)));
    }

    private void add(
        int line, String id, long start, long end, String text, Map<String, String> settings) {
      cues.accept(
          new DraftCue(
              line,
              id,
              start,
              end,
              Optional.empty(),
              FlatCueText.of(text, line, warnings),
              settings,
              Optional.empty()));
    }
  }
}
