package io.rhapsode.ingest.subtitle.plain;

import io.rhapsode.ingest.subtitle.LenientTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a table are: by the names in its first row, or by what the row holds.
 *
 * @param header whether the first row has names
 * @param millis whether its names say that numbers are milliseconds
 */
record TableColumns(Map<Column, Integer> places, boolean header, boolean millis) {
  /** A unit behind the name of a column: "start (ms)", "end_sec", "begin [s]". */
  private static final Pattern UNIT =
      Pattern.compile("[\\s_]*[(\\[]?\\b(ms|msec|millis|milliseconds|s|sec|secs|seconds)[)\\]]?$");

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}[.,]\\d{1,9}");

  /** What a column holds. */
  enum Column {
    ID("id", "no", "no.", "nr", "nr.", "number", "#", "cue", "index", "line"),
    START("start", "begin", "in", "from", "tc in", "timecode in", "start time", "time in", "onset"),
    END("end", "out", "to", "tc out", "timecode out", "end time", "time out", "offset"),
    DURATION("duration", "dur", "length"),
    SPEAKER("speaker", "character", "role", "actor", "name", "voice", "who"),
    SOURCE("source", "source text", "original"),
    TEXT(
        "text",
        "subtitle",
        "subtitles",
        "dialogue",
        "dialog",
        "target",
        "translation",
        "caption",
        "transcript",
        "content");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    private static Optional<Column> named(String name) {
      String plain = UNIT.matcher(plain(name)).replaceFirst("").strip();
      for (Column column : values()) {
        if (column.names.contains(plain)) {
          return Optional.of(column);
        }
      }
      return Optional.empty();
    }
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /**
   * The columns of a table.
   *
   * @return empty when there are no times, or no text
   */
  static Optional<TableColumns> of(List<String> first) {
    Map<Column, Integer> named = new TreeMap<>();
    for (int at = 0; at < first.size(); at++) {
      int place = at;
      Column.named(first.get(at)).ifPresent(column -> named.putIfAbsent(column, place));
    }
    boolean timed = named.containsKey(Column.END) || named.containsKey(Column.DURATION);
    if (named.containsKey(Column.START) && timed && named.containsKey(Column.TEXT)) {
      Matcher unit = UNIT.matcher(plain(first.get(named.get(Column.START))));
      boolean millis = unit.find() && unit.group(1).startsWith("m");
      return Optional.of(new TableColumns(named, true, millis));
    }
    return guess(first).map(places -> new TableColumns(places, false, false));
  }

  /** Two times; the last other column that is no number is the text, one before it the speaker. */
  private static Optional<Map<Column, Integer>> guess(List<String> row) {
    List<Integer> times = new ArrayList<>();
    List<Integer> words = new ArrayList<>();
    Map<Column, Integer> places = new TreeMap<>();
    for (int at = 0; at < row.size(); at++) {
      String field = row.get(at).strip();
      if (LenientTime.millis(field).isPresent() || DECIMAL.matcher(field).matches()) {
        times.add(at);
      } else if (field.matches("\\d{1,9}")) {
        places.putIfAbsent(Column.ID, at);
      } else {
        words.add(at);
      }
    }
    if (times.size() != 2 || words.isEmpty()) {
      return Optional.empty();
    }
    places.put(Column.START, times.get(0));
    places.put(Column.END, times.get(1));
    places.put(Column.TEXT, words.get(words.size() - 1));
    if (words.size() == 2) {
      places.put(Column.SPEAKER, words.get(0));
    }
    return Optional.of(places);
  }

  /** The field of a row, empty when it has none. */
  String field(Column column, List<String> row) {
    Integer place = places.get(column);
    return place == null || place >= row.size() ? "" : row.get(place).strip();
  }
}
