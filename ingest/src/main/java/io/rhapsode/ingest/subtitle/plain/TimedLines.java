package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CueTimes;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.Lines;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Cues that begin with a line of two times, whatever stands around it, as in players. Not for
 * several threads.
 */
final class TimedLines {
  /** How a format writes such cues. */
  interface Form {
    /** The times of a line, empty when it is a line of text. */
    Optional<CueTimes> times(String line);

    /** Whether the times of a line are written as they should be. */
    boolean isWellFormed(String line);

    /** Whether a number stands above the times. */
    boolean isNumbered();
  }

  private final Form form;
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

  TimedLines(Form form, SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues) {
    this.form = form;
    this.file = file;
    this.warnings = warnings;
    this.cues = cues;
  }

  /** Reads the whole file and tells whether there were times in it. */
  boolean read() throws UnreadableSubtitleException {
    Lines lines = new Lines(file.text());
    for (String line = lines.next(); line != null; line = lines.next()) {
      line(line, lines.number());
    }
    finish();
    return foundTimes;
  }

  private void line(String line, int number) throws UnreadableSubtitleException {
    Optional<CueTimes> found = form.times(line);
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
    if (!form.isWellFormed(line.strip())) {
      warnings.add(number, "'%s' is read as %s".formatted(line.strip(), times.describe()));
    }
  }

  /** Takes the number of the next cue from the end of the lines before its times. */
  private String takeNumber(int number) {
    if (!form.isNumbered()) {
      return "";
    }
    int last = pending.size() - 1;
    while (last >= 0 && pending.get(last).isBlank()) {
      last--;
    }
    String candidate = last < 0 ? "" : pending.get(last).strip();
    boolean alone = last > 0 ? pending.get(last - 1).isBlank() : times == null;
    boolean above = last == pending.size() - 1;
    boolean next = isNumber(candidate) && Long.parseLong(candidate) == lastNumber + 1;
    if (!isNumber(candidate) || !next && !(alone && above)) {
      warnings.add(number, "the cue has no number");
      lastNumber++;
      return "";
    }
    if (!above) {
      warnings.add(number, "a blank line between the number and the times of the cue");
    }
    if (!alone) {
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
  private void finish() {
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
