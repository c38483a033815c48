package io.rhapsode.ingest.subtitle.substation;

import io.rhapsode.ingest.subtitle.CueReader;
import io.rhapsode.ingest.subtitle.DraftCue;
import io.rhapsode.ingest.subtitle.LenientTime;
import io.rhapsode.ingest.subtitle.Lines;
import io.rhapsode.ingest.subtitle.SubtitleFile;
import io.rhapsode.ingest.subtitle.UnreadableSubtitleException;
import io.rhapsode.ingest.subtitle.Warnings;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The dialogue lines of SSA and ASS: the Name is the speaker, the Style, the Layer and the Effect
 * are kept. Lines that are comments are not shown, and so no cues.
 */
public final class SubStationReader implements CueReader {
  private static final List<String> COLUMNS =
      List.of(
          "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect",
          "text");

  @Override
  public void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException {
    Lines lines = new Lines(file.text());
    List<String> columns = COLUMNS;
    boolean events = false;
    boolean found = false;
    for (String line = lines.next(); line != null; line = lines.next()) {
      String key = key(line);
      if (line.startsWith("[")) {
        events = line.strip().equalsIgnoreCase("[events]");
      } else if (events && key.equals("format")) {
        columns = columns(value(line));
      } else if (key.equals("dialogue")) {
        found = true;
        file.requireCueLength(lines.number(), line.length());
        cue(value(line), columns, lines.number(), warnings).ifPresent(cues);
      } else if (events && !line.isBlank() && !isSilent(line, key)) {
        warnings.add(lines.number(), "not understood: '%s'".formatted(Warnings.shown(line)));
      }
    }
    if (!found) {
      throw file.unreadable(FailureCode.NO_TEXT, 0, "there is no line that begins with Dialogue:");
    }
  }

  private static boolean isSilent(String line, String key) {
    return line.startsWith(";")
        || line.startsWith("!:")
        || List.of("comment", "picture", "sound", "movie", "command").contains(key);
  }

  private static String key(String line) {
    int colon = line.indexOf(':');
    return colon < 0 || colon > 20 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).stripLeading();
  }

  private static List<String> columns(String format) {
    List<String> columns =
        Arrays.stream(format.split(","))
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .map(each -> each.equals("actor") ? "name" : each)
            .toList();
    boolean usable = columns.containsAll(List.of("start", "end", "text"));
    return usable ? columns : COLUMNS;
  }

  private static Optional<DraftCue> cue(
      String value, List<String> columns, int line, Warnings warnings) {
    String[] fields = value.split(",", columns.size());
    Map<String, String> row = new TreeMap<>();
    for (int at = 0; at < fields.length; at++) {
      row.put(columns.get(at), fields[at]);
    }
    OptionalLong start = LenientTime.millis(row.getOrDefault("start", ""));
    OptionalLong end = LenientTime.millis(row.getOrDefault("end", ""));
    if (start.isEmpty() || end.isEmpty() || !row.containsKey("text")) {
      warnings.add(
          line, "a line without times or text is left out: '%s'".formatted(Warnings.shown(value)));
      return Optional.empty();
    }
    Map<String, String> settings = new TreeMap<>();
    put(settings, "style", row.getOrDefault("style", "").replaceFirst("^\\s*\\*", ""));
    put(settings, "effect", row.getOrDefault("effect", ""));
    put(settings, "layer", row.getOrDefault("layer", ""));
    SubStationText text = SubStationText.of(row.get("text"));
    text.place().ifPresent(place -> put(settings, "place", place));
    if (text.hasDrawing() && text.marked().text().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new DraftCue(
            line,
            "",
            start.getAsLong(),
            end.getAsLong(),
            Optional.of(row.getOrDefault("name", "")),
            text.marked(),
            settings,
            Optional.empty()));
  }

  private static void put(Map<String, String> settings, String name, String value) {
    if (!value.isBlank()) {
      settings.put(name, value.strip());
    }
  }
}
