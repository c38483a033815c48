package io.rhapsode.workflows.dubbing;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The plan of a dub as CSV, for spreadsheets: a row for each line of each language. The columns
 * language, start, end, speaker, voice and text are read back; the others tell what is expected.
 */
final class PlanTable {
  private static final double MILLIS = 1_000;
  private static final String[] COLUMNS = {
    "language",
    "start",
    "end",
    "speaker",
    "voice",
    "text",
    "slot",
    "estimate",
    "rate",
    "words too many"
  };
  private static final List<String> NEEDED = List.of("language", "start", "end", "text");

  private static final CSVFormat READ =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(true)
          .get();

  private PlanTable() {}

  /** The text of a table that says what a plan says. */
  static String of(DubPlan plan, PlanEstimate estimate) throws IOException {
    StringBuilder table = new StringBuilder();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader(COLUMNS).get();
    try (CSVPrinter printer = new CSVPrinter(table, format)) {
      for (DubbedTrack track : plan.tracks()) {
        for (Window window : track.windows()) {
          PlanEstimate.Line line = estimate.of(window);
          printer.printRecord(
              track.language(),
              number("%.3f", window.startMillis() / MILLIS),
              number("%.3f", window.endMillis() / MILLIS),
              window.speaker(),
              plan.utterance(window).voice(),
              plan.utterance(window).text(),
              number("%.2f", line.slotSeconds()),
              number("%.2f", line.naturalSeconds()),
              number("%.2f", line.rate()),
              line.wordsTooMany().map(String::valueOf).orElse(""));
        }
      }
    }
    return table.toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * Reads a plan.
   *
   * @throws UsageException naming the line and what is wrong there
   */
  static List<PlannedLine> read(Path file) throws UsageException {
    List<PlannedLine> lines = new ArrayList<>();
    try (CSVParser rows =
        CSVParser.parse(Files.readString(file).replaceFirst("^\uFEFF", ""), READ)) {
      for (String column : NEEDED) {
        if (rows.getHeaderNames().stream().noneMatch(column::equalsIgnoreCase)) {
          throw new UsageException("--plan: %s: there is no column '%s'".formatted(file, column));
        }
      }
      for (CSVRecord row : rows) {
        try {
          lines.add(line(row));
        } catch (IllegalArgumentException e) {
          throw new UsageException(
              "--plan: %s, line %d: %s"
                  .formatted(file, rows.getCurrentLineNumber(), e.getMessage()),
              e);
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "--plan: %s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    }
    return lines;
  }

  private static PlannedLine line(CSVRecord row) {
    return new PlannedLine(
        row.get("language"),
        Math.round(seconds(row, "start") * MILLIS),
        Math.round(seconds(row, "end") * MILLIS),
        told(row, "speaker").orElse(""),
        told(row, "voice"),
        told(row, "attempt").map(Integer::valueOf).orElse(0),
        row.get("text"));
  }

  private static Optional<String> told(CSVRecord row, String column) {
    return row.isSet(column)
        ? Optional.of(row.get(column).strip()).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  private static double seconds(CSVRecord row, String column) {
    String value = row.get(column).strip().replace(',', '.');
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s '%s' is no time in seconds".formatted(column, value), e);
    }
  }
}
