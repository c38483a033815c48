package io.rhapsode.workflows.job.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A job as CSV. The columns are keys of a row. Of a film there is a row for each language, whose
 * columns language and subtitles are one of its tracks; rows of the same film are one work.
 */
final class JobTable {
  private static final String FILM = "film";
  private static final String LANGUAGE = "language";
  private static final String SUBTITLES = "subtitles";
  private static final String PROFILES = "profiles";
  private static final String PRIORITY = "priority";

  /** Keys of rows that a table has no column for. */
  private static final Set<String> NO_COLUMNS = Set.of("settings");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();

  private JobTable() {}

  /**
   * The rows of a table, those of a film joined.
   *
   * @throws UsageException when it is no table with columns that are known
   */
  static List<JobFile.RawRow> read(Path file) throws UsageException {
    List<JobFile.RawRow> rows = new ArrayList<>();
    Map<String, ObjectNode> films = new HashMap<>();
    try (CSVParser parser = CSVParser.parse(withoutByteOrderMark(file), FORMAT)) {
      requireColumns(file, parser.getHeaderNames());
      for (CSVRecord row : parser) {
        String place = "%s, line %d".formatted(file, parser.getCurrentLineNumber());
        if (!row.isConsistent()) {
          String problem =
              "%s: %d columns instead of %d"
                  .formatted(place, row.size(), parser.getHeaderNames().size());
          rows.add(JobFile.RawRow.refused(place, problem));
          continue;
        }
        ObjectNode tree = tree(row);
        String film = tree.path(FILM).asText();
        ObjectNode known = film.isEmpty() ? null : films.putIfAbsent(film, tree);
        if (known == null || !join(known, tree)) {
          rows.add(JobFile.RawRow.of(place, tree, path -> place));
        }
      }
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(file, e.getMessage()), e);
    }
    if (rows.isEmpty()) {
      throw new UsageException(file + " names no work");
    }
    return rows;
  }

  /** Adds the tracks of a row to those of its film; not those of a language that it has. */
  private static boolean join(ObjectNode film, ObjectNode row) {
    if (!(film.get(SUBTITLES) instanceof ObjectNode tracks)
        || !(row.get(SUBTITLES) instanceof ObjectNode further)
        || further.propertyStream().anyMatch(track -> tracks.has(track.getKey()))) {
      return false;
    }
    tracks.setAll(further);
    return true;
  }

  private static ObjectNode tree(CSVRecord row) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Map<String, String> cells = row.toMap();
    cells.forEach(
        (column, cell) -> {
          String key = column.toLowerCase(Locale.ROOT);
          if (cell == null || cell.isEmpty()) {
            return;
          }
          switch (key) {
            case PROFILES ->
                Arrays.stream(cell.split("[\\s;,]+")).forEach(tree.withArray(key)::add);
            case PRIORITY -> {
              if (cell.matches("-?\\d{1,9}")) {
                tree.put(key, Integer.parseInt(cell));
              } else {
                tree.put(key, cell);
              }
            }
            default -> tree.put(key, cell);
          }
        });
    if (tree.has(SUBTITLES)) {
      String subtitles = tree.remove(SUBTITLES).asText();
      String language = tree.path(LANGUAGE).asText();
      tree.remove(LANGUAGE);
      tree.putObject(SUBTITLES).put(language, subtitles);
    }
    return tree;
  }

  private static void requireColumns(Path file, List<String> columns) throws UsageException {
    Set<String> known =
        Arrays.stream(JobRow.Fields.class.getRecordComponents())
            .map(component -> component.getName())
            .filter(name -> !NO_COLUMNS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String column : columns) {
      if (!known.contains(column.toLowerCase(Locale.ROOT))) {
        throw new UsageException(
            "%s: there is no column '%s'; the nearest is '%s' (all are %s)"
                .formatted(
                    file,
                    column,
                    NearestName.of(column, known).orElse("book"),
                    String.join(", ", known)));
      }
    }
  }

  private static String withoutByteOrderMark(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is not a file");
    }
    String text = Files.readString(file);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
