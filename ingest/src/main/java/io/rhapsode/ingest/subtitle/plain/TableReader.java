package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.LenientTime;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.ingest.subtitle.plain.TableColumns.Column;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of cues with commas, semicolons, tabs or bars between its columns: start, end or
 * duration, text, and where there are such columns the speaker, the number and the source. Times
 * are written as in subtitles, in seconds, in milliseconds, or with frames.
 */
public final class TableReader implements CueReader {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}(?:[.,]\\d{1,9})?");
  private static final Pattern FRAMES = Pattern.compile("(\\d{1,5}:\\d\\d:\\d\\d)[:;](\\d\\d)");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");

  /** The first line of a table for Excel, which says what divides its columns. */
  private static final Pattern DIVIDED_BY = Pattern.compile("(?i)\\s*sep=(.)\\h*(?:\\R|$)");

  private static final int FRAMES_PER_SECOND = 25;

  /** Half of the cues of a film are shorter: larger numbers are milliseconds. */
  private static final long LONGEST_USUAL_SECONDS = 100;

  private static final int MILLIS = 1_000;

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Matcher divided = DIVIDED_BY.matcher(file.text());
    int before = divided.lookingAt() ? 1 : 0;
    Rows rows = new Rows(file, warnings);
    try (CSVParser table = parse(file.text())) {
      for (CSVRecord row : table) {
        rows.add(row.toList(), (int) table.getCurrentLineNumber() + before);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableSubtitleException(
          FailureCode.MALFORMED_DOCUMENT,
          file.path(),
          0,
          "the table is broken: " + e.getMessage(),
          e);
    }
    rows.handOn(cues);
  }

  /** The rows of a table, which are cues when it is known what their times mean. */
  private static final class Rows {
    private final SubtitleFile file;
    private final Warnings warnings;
    private final List<DraftCue> drafts = new ArrayList<>();
    private TableColumns columns;
    private boolean unknownNames;
    private boolean frames;
    private boolean whole = true;
    private boolean numbers = true;

    Rows(SubtitleFile file, Warnings warnings) {
      this.file = file;
      this.warnings = warnings;
    }

    void add(List<String> fields, int line) throws UnreadableSubtitleException {
      if (columns == null) {
        boolean header = findColumns(fields, line);
        if (header) {
          return;
        }
      }
      String start = columns.field(Column.START, fields);
      if (!frames && FRAMES.matcher(start).matches()) {
        frames = true;
        warnings.add(
            line, "times have frames; they are read as %d a second".formatted(FRAMES_PER_SECOND));
      }
      file.requireCueLength(line, columns.field(Column.TEXT, fields).length());
      cue(columns, fields, line, warnings)
          .ifPresent(
              draft -> {
                whole &= WHOLE.matcher(start).matches();
                numbers &= SECONDS.matcher(start).matches();
                drafts.add(draft);
              });
    }

    /** Whether a row has names instead of a cue. Names of another language tell nothing. */
    private boolean findColumns(List<String> fields, int line) throws UnreadableSubtitleException {
      Optional<TableColumns> found = TableColumns.of(fields);
      if (found.isPresent()) {
        columns = found.get();
        return columns.header();
      }
      if (unknownNames) {
        throw noTable(file);
      }
      unknownNames = true;
      warnings.add(
          line,
          "the names of the columns are not known; what the first row holds tells what they are: '%s'"
              .formatted(Warnings.shown(String.join(" ", fields))));
      return true;
    }

    void handOn(Consumer<DraftCue> cues) throws UnreadableSubtitleException {
      if (columns == null) {
        throw noTable(file);
      }
      boolean millis = columns.millis() ? numbers : whole && usualSeconds() > LONGEST_USUAL_SECONDS;
      if (millis && !columns.millis()) {
        warnings.add(
            1, "times are whole numbers too large for seconds; they are read as milliseconds");
      }
      for (DraftCue draft : drafts) {
        cues.accept(millis ? inMillis(draft) : draft);
      }
    }

    /** The length of half of the cues is below, as if numbers were seconds. */
    private long usualSeconds() {
      long[] lengths =
          drafts.stream()
              .mapToLong(draft -> (draft.endMillis() - draft.startMillis()) / MILLIS)
              .sorted()
              .toArray();
      return lengths.length == 0 ? 0 : lengths[lengths.length / 2];
    }

    private static DraftCue inMillis(DraftCue draft) {
      return new DraftCue(
          draft.line(),
          draft.id(),
          draft.startMillis() / MILLIS,
          draft.endMillis() / MILLIS,
          draft.speaker(),
          draft.text(),
          draft.settings(),
          draft.source());
    }
  }

  private static CSVParser parse(String all) throws IOException {
    Matcher divided = DIVIDED_BY.matcher(all);
    boolean told = divided.lookingAt();
    String text = told ? all.substring(divided.end()) : all;
    return CSVFormat.Builder.create()
        .setDelimiter(told ? divided.group(1).charAt(0) : delimiter(text))
        .setQuote('"')
        .setIgnoreEmptyLines(true)
        .setLenientEof(true)
        .setTrailingData(true)
        .get()
        .parse(new StringReader(text));
  }

  private static UnreadableSubtitleException noTable(SubtitleFile file) {
    return file.unreadable(
        FailureCode.UNSUPPORTED_DOCUMENT,
        1,
        "a table of cues needs the columns start, end and text; name them in the first row");
  }

  /** Whether the first row of a text is that of a table of cues. */
  public static boolean recognises(String firstLine) {
    if (DIVIDED_BY.matcher(firstLine).matches()) {
      return true;
    }
    try (CSVParser rows =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter(firstLine))
            .setLenientEof(true)
            .setTrailingData(true)
            .get()
            .parse(new StringReader(firstLine))) {
      List<CSVRecord> records = rows.getRecords();
      return !records.isEmpty() && TableColumns.of(records.get(0).toList()).isPresent();
    } catch (IOException | UncheckedIOException broken) {
      return false;
    }
  }

  /** What stands most often in the first line. */
  private static char delimiter(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return DELIMITERS.stream()
        .max(Comparator.comparingLong(each -> first.chars().filter(unit -> unit == each).count()))
        .orElseThrow();
  }

  private static Optional<DraftCue> cue(
      TableColumns columns, List<String> fields, int line, Warnings warnings) {
    OptionalLong start = millis(columns.field(Column.START, fields));
    OptionalLong end = millis(columns.field(Column.END, fields));
    OptionalLong duration = millis(columns.field(Column.DURATION, fields));
    if (end.isEmpty() && start.isPresent() && duration.isPresent()) {
      end = OptionalLong.of(start.getAsLong() + duration.getAsLong());
    }
    if (start.isEmpty() || end.isEmpty()) {
      warnings.add(
          line,
          "a row without times is left out: '%s'"
              .formatted(Warnings.shown(String.join(" ", fields))));
      return Optional.empty();
    }
    Map<String, String> settings = new TreeMap<>();
    String source = columns.field(Column.SOURCE, fields);
    return Optional.of(
        new DraftCue(
            line,
            columns.field(Column.ID, fields),
            start.getAsLong(),
            end.getAsLong(),
            Optional.of(columns.field(Column.SPEAKER, fields)),
            InlineMarkup.read(columns.field(Column.TEXT, fields), line, warnings, settings),
            settings,
            Optional.of(source).filter(each -> !each.isEmpty())));
  }

  private static OptionalLong millis(String written) {
    Matcher frames = FRAMES.matcher(written);
    if (frames.matches()) {
      long whole = LenientTime.millis(frames.group(1)).getAsLong();
      return OptionalLong.of(whole + Integer.parseInt(frames.group(2)) * 1000L / FRAMES_PER_SECOND);
    }
    if (SECONDS.matcher(written).matches()) {
      return OptionalLong.of(Math.round(Double.parseDouble(written.replace(',', '.')) * 1000));
    }
    return LenientTime.millis(written);
  }
}
