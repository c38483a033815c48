package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.Lines;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * SubRip (SRT), which has no standard: a line with two times begins a cue, whatever stands around
 * it, as in players.
 */
public final class SubRipReader implements CueReader {
  private static final Pattern WELL_FORMED =
      Pattern.compile(
          "\\d\\d+:[0-5]\\d:[0-5]\\d,\\d{3} --> \\d\\d+:[0-5]\\d:[0-5]\\d,\\d{3}(?!\\S)");

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Reading reading = new Reading(file, warnings, cues);
    Lines lines = new Lines(file.text());
    for (String line = lines.next(); line != null; line = lines.next()) {
      reading.line(line, lines.number());
    }
    reading.finish();
    if (!reading.foundTimes) {
      throw file.unreadable(
          FailureCode.UNSUPPORTED_DOCUMENT,
          1,
          "no line has two times such as 00:00:01,000 --> 00:00:02,500; these are no subtitles");
    }
  }

  /** One pass over the lines of a file. */
  private static final class Reading {
    private final SubtitleFile file;
    private final Warnings warnings;
    private final Consumer<DraftCue> cues;
    private final List<String> pending = new ArrayList<>();
    private CueTimes times;
    private String id = "";
    private int timesLine;
    private int pendingLine;
    private long lastNumber;
    private int characters;
    private boolean foundTimes;

    Reading(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues) {
      this.file = file;
      this.warnings = warnings;
      this.cues = cues;
    }

    void line(String line, int number) throws UnreadableSubtitleException {
      Optional<CueTimes> found = CueTimes.of(line);
      if (found.isEmpty()) {
        if (pending.isEmpty()) {
          pendingLine = number;
        }
        pending.add(line);
        characters += line.length() + 1;
        file.requireCueLength(pendingLine, characters);
        return;
      }
      String nextId = takeNumber(number);
      finish();
      foundTimes = true;
      characters = 0;
      times = found.get();
      id = nextId;
      timesLine = number;
      if (!WELL_FORMED.matcher(line.strip()).lookingAt()) {
        warnings.add(number, "'%s' is read as %s".formatted(line.strip(), times.describe()));
      }
    }

    /** Takes the number of the next cue from the end of the lines before its times. */
    private String takeNumber(int number) {
      int last = pending.size() - 1;
      while (last >= 0 && pending.get(last).isBlank()) {
        last--;
      }
      String candidate = last < 0 ? "" : pending.get(last).strip();
      boolean alone = last <= 0 || pending.get(last - 1).isBlank();
      boolean next = isNumber(candidate) && Long.parseLong(candidate) == lastNumber + 1;
      if (!isNumber(candidate) || !alone && !next) {
        warnings.add(number, "the cue has no number");
        return "";
      }
      if (last < pending.size() - 1) {
        warnings.add(number, "a blank line between the number and the times of the cue");
      }
      if (!alone || last == 0 && times != null) {
        warnings.add(number - 1, "no blank line before cue " + candidate);
      }
      pending.subList(last, pending.size()).clear();
      lastNumber = Long.parseLong(candidate);
      return candidate;
    }

    private static boolean isNumber(String text) {
      return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    }

    /** Hands on the cue whose times were read last. */
    void finish() {
      trim();
      if (times == null) {
        if (!pending.isEmpty()) {
          warnings.add(
              pendingLine,
              "text before the first cue is left out: '%s'"
                  .formatted(Warnings.shown(String.join(" ", pending))));
        }
        pending.clear();
        return;
      }
      for (int at = 1; at < pending.size(); at++) {
        if (pending.get(at).isBlank()) {
          warnings.add(timesLine + 1 + at, "a blank line in the text of the cue; it goes on");
          break;
        }
      }
      pending.removeIf(String::isBlank);
      Map<String, String> settings = new TreeMap<>(times.settings());
      String text = String.join("\n", pending);
      cues.accept(
          new DraftCue(
              timesLine,
              id,
              times.startMillis(),
              times.endMillis(),
              Optional.empty(),
              InlineMarkup.read(text, timesLine, warnings, settings),
              settings,
              Optional.empty()));
      pending.clear();
      times = null;
    }

    private void trim() {
      while (!pending.isEmpty() && pending.get(pending.size() - 1).isBlank()) {
        pending.remove(pending.size() - 1);
      }
    }
  }
}
