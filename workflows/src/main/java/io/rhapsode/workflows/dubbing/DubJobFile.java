package io.rhapsode.workflows.dubbing;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.definition.DubRequest;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A job of many films, as CSV: a row for each language of each film, with the columns film
 * (possibly empty), language and subtitles. Paths are relative to the folder of the file.
 */
public final class DubJobFile {
  private static final String FILM = "film";
  private static final String LANGUAGE = "language";
  private static final String SUBTITLES = "subtitles";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();

  private DubJobFile() {}

  /**
   * The films of a job, in order of their first rows.
   *
   * @throws UsageException naming the line and what is wrong there
   */
  public static List<DubRequest> read(Path file) throws UsageException {
    Map<String, Map<String, String>> films = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    try (CSVParser rows = CSVParser.parse(withoutByteOrderMark(file), FORMAT)) {
      for (String column : List.of(FILM, LANGUAGE, SUBTITLES)) {
        if (rows.getHeaderNames().stream().noneMatch(column::equalsIgnoreCase)) {
          throw new UsageException(
              "%s: there is no column '%s'; the columns are film, language and subtitles"
                  .formatted(file, column));
        }
      }
      for (CSVRecord row : rows) {
        String place = "%s, line %d".formatted(file, rows.getCurrentLineNumber());
        if (!row.isConsistent()) {
          throw new UsageException(
              "%s: %d columns instead of %d"
                  .formatted(place, row.size(), rows.getHeaderNames().size()));
        }
        // Without a film, subtitles of a name of their own are a work of their own.
        String film = row.get(FILM);
        String key = film.isEmpty() ? place : film;
        places.putIfAbsent(key, place);
        String earlier =
            films
                .computeIfAbsent(key, name -> new LinkedHashMap<>())
                .put(row.get(LANGUAGE), subtitles(file, row.get(SUBTITLES)));
        if (earlier != null) {
          throw new UsageException(
              "%s: %s is there twice for %s".formatted(place, row.get(LANGUAGE), film));
        }
      }
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(file, e.getMessage()), e);
    }
    if (films.isEmpty()) {
      throw new UsageException(file + " names no film");
    }
    List<DubRequest> requests = new ArrayList<>();
    films.forEach(
        (film, subtitles) -> {
          Optional<Path> path =
              film.equals(places.get(film)) ? Optional.empty() : Optional.of(beside(file, film));
          requests.add(new DubRequest(places.get(film), false, path, subtitles));
        });
    return requests;
  }

  private static String withoutByteOrderMark(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String subtitles(Path file, String value) {
    return value.startsWith("track:") ? value : beside(file, value).toString();
  }

  private static Path beside(Path file, String other) {
    Path folder = file.getParent();
    return folder == null ? Path.of(other) : folder.resolve(other);
  }
}
