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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The plan of a dub as YAML: one entry for each line of each language.
 *
 * @param lines in any order
 */
public record PlanFile(List<Line> lines) {
  private static final double MILLIS = 1_000;
  private static final String TABLE = ".csv";

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
   * Reads a plan, also one that was written as CSV.
   *
   * @throws UsageException naming the place and what is wrong there
   */
  public static List<PlannedLine> read(Path file) throws UsageException {
    if (isTable(file)) {
      return PlanTable.read(file);
    }
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

  private static boolean isTable(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(TABLE);
  }

  /** The files that a plan is written as, by their texts: YAML, and CSV beside it. */
  public static Map<Path, String> files(Path file, DubPlan plan, PlanEstimate estimate)
      throws IOException {
    String table = PlanTable.of(plan, estimate);
    return isTable(file)
        ? Map.of(file, table)
        : Map.of(file, of(plan, estimate), beside(file), table);
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + TABLE);
  }

  /** The text of a plan file that says what a plan says. */
  private static String of(DubPlan plan, PlanEstimate estimate) {
    List<String> remarks = new ArrayList<>();
    for (DubbedTrack track : plan.tracks()) {
      for (Window window : track.windows()) {
        remarks.add(expected(estimate.of(window)));
      }
    }
    return of(lines(plan), remarks);
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
    return of(lines, Collections.nCopies(lines.size(), "\n"));
  }

  /**
   * @param remarks one for each line, with the line feed behind it
   */
  private static String of(List<PlannedLine> lines, List<String> remarks) {
    StringBuilder yaml =
        new StringBuilder(
            """
            # What is said and when, in seconds from the beginning of the film. Change text, times,
            # speakers and voices, remove lines or add some, and pass the file back with --plan: it is
            # then followed, and the subtitles are not read. Only lines that are changed are spoken
            # again. How long each will be is estimated by the usual rate of its language. `attempt: 1`
            # takes the second reading of a voice that never reads alike, and so on.
            lines:
            """);
    for (int i = 0; i < lines.size(); i++) {
      append(yaml, lines.get(i), remarks.get(i));
    }
    return yaml.toString();
  }

  private static void append(StringBuilder yaml, PlannedLine line, String remark) {
    yaml.append("  - language: ").append(quoted(line.language())).append('\n');
    yaml.append("    start: ").append(seconds(line.startMillis())).append('\n');
    yaml.append("    end: ").append(seconds(line.endMillis())).append(remark);
    if (!line.speaker().isEmpty()) {
      yaml.append("    speaker: ").append(quoted(line.speaker())).append('\n');
    }
    line.voice().ifPresent(voice -> yaml.append("    voice: ").append(quoted(voice)).append('\n'));
    if (line.attempt() > 0) {
      yaml.append("    attempt: ").append(line.attempt()).append('\n');
    }
    yaml.append("    text: ").append(quoted(line.text())).append('\n');
  }

  private static String expected(PlanEstimate.Line line) {
    String fits =
        line.wordsTooMany()
            .map(words -> "; too long by about %d words".formatted(words))
            .orElse(
                line.rate() > 1
                    ? String.format(Locale.ROOT, "; %.2f times quicker", line.rate())
                    : "");
    return String.format(
        Locale.ROOT,
        "  # about %.2f s to say, in %.2f s%s%n",
        line.naturalSeconds(),
        line.slotSeconds(),
        fits);
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
