package io.rhapsode.workflows.job.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A job as a file: YAML with the keys settings and works, or a table (CSV) with a row a work. Rows
 * are checked one by one, so that a bad one costs itself only.
 *
 * @param settings what holds for all works, as in conf/narrate.yaml
 * @param place tells where a setting was written, by its path
 */
public record JobFile(
    ObjectNode settings, UnaryOperator<String> place, List<JobRow> rows, List<RefusedRow> refused) {
  private static final String SETTINGS = "settings";
  private static final String WORKS = "works";

  public JobFile {
    rows = List.copyOf(rows);
    refused = List.copyOf(refused);
  }

  /** A row as a tree, before anything of it is known to be right. */
  record RawRow(
      String place, ObjectNode tree, UnaryOperator<String> places, Optional<String> problem) {
    static RawRow of(String place, ObjectNode tree, UnaryOperator<String> places) {
      return new RawRow(place, tree, places, Optional.empty());
    }

    static RawRow refused(String place, String problem) {
      return new RawRow(place, object(), path -> place, Optional.of(problem));
    }
  }

  /**
   * Reads a job.
   *
   * @throws UsageException when the file as a whole cannot be read
   */
  public static JobFile read(Path file) throws UsageException {
    boolean table = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    try {
      return table
          ? of(file, object(), path -> file.toString(), JobTable.read(file))
          : of(file, YamlDocument.read(file));
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static JobFile of(Path file, YamlDocument document) throws YamlException {
    ObjectNode root = document.root();
    for (String key : root.propertyStream().map(entry -> entry.getKey()).toList()) {
      if (!key.equals(SETTINGS) && !key.equals(WORKS)) {
        throw new YamlException(
            "%s: unknown key '%s'; a job has '%s' and '%s'"
                .formatted(document.place(key), key, SETTINGS, WORKS));
      }
    }
    if (!(root.get(WORKS) instanceof ArrayNode works) || works.isEmpty()) {
      throw new YamlException(file + ": '%s' is no list of works".formatted(WORKS));
    }
    JsonNode shared = root.get(SETTINGS);
    if (shared != null && !(shared instanceof ObjectNode)) {
      throw new YamlException(
          "%s: '%s' is no group of keys".formatted(document.place(SETTINGS), SETTINGS));
    }
    List<RawRow> raw = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      String path = WORKS + "/" + i;
      String place = document.place(path);
      raw.add(
          works.get(i) instanceof ObjectNode row
              ? RawRow.of(
                  place, row, key -> document.place(key.isEmpty() ? path : path + "/" + key))
              : RawRow.refused(
                  place, place + ": a work is a group of keys, such as 'book: a.epub'"));
    }
    return of(
        file,
        shared == null ? object() : (ObjectNode) shared,
        path -> document.place(SETTINGS + "/" + path),
        raw);
  }

  private static JobFile of(
      Path file, ObjectNode settings, UnaryOperator<String> place, List<RawRow> raw) {
    Path folder = file.toAbsolutePath().getParent();
    List<JobRow> rows = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    for (RawRow row : raw) {
      if (row.problem().isPresent()) {
        refused.add(RefusedRow.of(row.place(), row.problem().get()));
        continue;
      }
      try {
        JobRow.Fields fields = StrictMapping.map(row.tree(), JobRow.Fields.class, row.places());
        rows.add(new JobRow(row.place(), folder, fields));
      } catch (YamlException e) {
        refused.add(RefusedRow.of(row.place(), e.getMessage()));
      }
    }
    return new JobFile(settings, place, rows, refused);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
