package io.rhapsode.workflows.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.settings.StrictMapping;
import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Lays settings over one another: the defaults, then files, then flags; what comes later wins. Not
 * safe for threads.
 */
public final class SettingsReader {
  private final ObjectNode tree = (ObjectNode) StrictMapping.tree(NarrateSettings.DEFAULTS);
  private final Map<String, String> origins = new HashMap<>();

  /**
   * Lays the keys of a file over what was read so far.
   *
   * @throws UsageException when the file cannot be read or has an unknown key or a bad value
   */
  public SettingsReader overlay(Path file) throws UsageException {
    YamlDocument document;
    try {
      document = YamlDocument.read(file);
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
    document.lines().keySet().forEach(path -> origins.put(path, document.place(path)));
    merge(tree, document.root());
    settings();
    return this;
  }

  /**
   * Lays keys of another file over what was read so far.
   *
   * @param place tells where the value with a path such as "audio/folder" was written
   */
  public SettingsReader overlay(ObjectNode keys, UnaryOperator<String> place) {
    note(keys, "", place);
    merge(tree, keys);
    return this;
  }

  private void note(ObjectNode keys, String path, UnaryOperator<String> place) {
    for (Map.Entry<String, JsonNode> entry : keys.properties()) {
      String child = path + entry.getKey();
      origins.put(child, place.apply(child));
      if (entry.getValue() instanceof ObjectNode group) {
        note(group, child + "/", place);
      }
    }
  }

  /** The same, over which other things can be laid. */
  public SettingsReader copy() {
    SettingsReader copy = new SettingsReader();
    copy.tree.setAll(tree.deepCopy());
    copy.origins.putAll(origins);
    return copy;
  }

  /**
   * Lays one value over what was read so far.
   *
   * @param flag as the user wrote it, for messages
   * @param path of the setting, such as "audio/folder"
   */
  public SettingsReader overlay(String flag, String path, Object value) {
    ObjectNode parent = tree;
    String[] keys = path.split("/");
    for (int i = 0; i < keys.length - 1; i++) {
      parent = (ObjectNode) parent.get(keys[i]);
    }
    parent.set(keys[keys.length - 1], StrictMapping.tree(value));
    origins.put(path, flag);
    return this;
  }

  /**
   * @throws UsageException naming the file, the line and the key, or the flag
   */
  public NarrateSettings settings() throws UsageException {
    try {
      return StrictMapping.map(tree, NarrateSettings.class, this::origin);
    } catch (YamlException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private String origin(String path) {
    String known = path;
    while (!origins.containsKey(known) && known.contains("/")) {
      known = known.substring(0, known.lastIndexOf('/'));
    }
    return origins.getOrDefault(known, "settings");
  }

  private static void merge(ObjectNode under, ObjectNode over) {
    for (String key : new TreeSet<>(over.propertyStream().map(Map.Entry::getKey).toList())) {
      JsonNode value = over.get(key);
      if (value instanceof ObjectNode group && under.get(key) instanceof ObjectNode known) {
        merge(known, group);
        continue;
      }
      under.set(key, value);
    }
  }
}
