package io.rhapsode.workflows.dubbing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The plan of a dub as YAML: one entry for each line of each language.
 *
 * @param lines in any order
 */
public record PlanFile(List<Line> lines) {
  private static final double MILLIS = 1_000;

  /**
   * A line. Times are in seconds from the beginning of the film.
   *
   * @param language BCP 47 tag
   * @param start when it is to begin
   * @param end when it is to end
   * @param speaker who says it
   * @param voice name of the voice
   * @param attempt which reading of it is taken, from 1; the first when absent
   * @param text what is said; nothing is said where it is empty
   */
  public record Line(
      String language,
      double start,
      double end,
      Optional<String> speaker,
      Optional<String> voice,
      Optional<Integer> attempt,
      String text) {}

  public PlanFile {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a plan.
   *
   * @throws UsageException naming the place and what is wrong there
   */
  public static List<PlannedLine> read(Path file) throws UsageException {
    try {
      List<PlannedLine> lines = new ArrayList<>();
      for (Line line : StrictMapping.read(file, PlanFile.class).lines()) {
        lines.add(
            new PlannedLine(
                line.language(),
                Math.round(line.start() * MILLIS),
                Math.round(line.end() * MILLIS),
                line.speaker().orElse(""),
                line.voice(),
                line.attempt().orElse(0),
                line.text()));
      }
      return lines;
    } catch (YamlException e) {
      throw new UsageException("--plan: " + e.getMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new UsageException("--plan: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The text of a plan file that says what a plan says. */
  public static String of(DubPlan plan) {
    return of(lines(plan));
  }

  /** What a plan says, line by line. */
  public static List<PlannedLine> lines(DubPlan plan) {
    List<PlannedLine> lines = new ArrayList<>();
    for (DubbedTrack track : plan.tracks()) {
      for (Window window : track.windows()) {
        Utterance utterance = plan.utterance(window);
        lines.add(
            new PlannedLine(
                track.language(),
                window.startMillis(),
                window.endMillis(),
                window.speaker(),
                Optional.of(utterance.voice()),
                plan.script().attemptOf(utterance),
                utterance.text()));
      }
    }
    return lines;
  }

  /** The text of a plan file. */
  public static String of(List<PlannedLine> lines) {
    StringBuilder yaml =
        new StringBuilder(
            """
            # What is said and when, in seconds from the beginning of the film. Change text, times,
            # speakers and voices, remove lines or add some, and pass the file back with --plan: it is
            # then followed, and the subtitles are not read. Only lines that are changed are spoken
            # again. `attempt: 1` takes the second reading of a voice that never reads alike, and so on.
            lines:
            """);
    lines.forEach(line -> append(yaml, line));
    return yaml.toString();
  }

  private static void append(StringBuilder yaml, PlannedLine line) {
    yaml.append("  - language: ").append(quoted(line.language())).append('\n');
    yaml.append("    start: ").append(seconds(line.startMillis())).append('\n');
    yaml.append("    end: ").append(seconds(line.endMillis())).append('\n');
    if (!line.speaker().isEmpty()) {
      yaml.append("    speaker: ").append(quoted(line.speaker())).append('\n');
    }
    line.voice().ifPresent(voice -> yaml.append("    voice: ").append(quoted(voice)).append('\n'));
    if (line.attempt() > 0) {
      yaml.append("    attempt: ").append(line.attempt()).append('\n');
    }
    yaml.append("    text: ").append(quoted(line.text())).append('\n');
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
  }

  static String quoted(String value) {
    try {
      return Json.MAPPER
          .writeValueAsString(value)
          .replace("\u0085", "\\u0085")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not text: " + value, e);
    }
  }
}
