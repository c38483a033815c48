package io.rhapsode.synth.family.qwen.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of a JSON file, read key by key. Keys that nobody asks for are passed over: the
 * published files have many that only matter in training.
 */
final class ConfigSection {
  private static final long LARGEST_FILE_BYTES = 1 << 20;

  /** Bound on every dimension; keeps products of two far below overflow. */
  private static final int LARGEST = 1 << 24;

  private static final int LONGEST_LIST = 64;
  private static final int LARGEST_MAP = 4096;

  private final Path file;
  private final JsonNode node;

  private ConfigSection(Path file, JsonNode node) {
    this.file = file;
    this.node = node;
  }

  /**
   * @throws IOException if the file cannot be read or holds no JSON object
   */
  static ConfigSection read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE_BYTES) {
      throw new IOException(file + ": larger than 1 MiB, so not a configuration");
    }
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw new IOException(file + ": not a JSON object");
      }
      return new ConfigSection(file, root);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  ConfigSection section(String key) throws IOException {
    if (!node.path(key).isObject()) {
      throw wrong(key, "missing, or no object");
    }
    return new ConfigSection(file, node.path(key));
  }

  String text(String key) throws IOException {
    if (!node.path(key).isTextual()) {
      throw wrong(key, "must be a text, is " + shown(node.path(key)));
    }
    return node.path(key).textValue();
  }

  /** A whole number from 1. */
  int size(String key) throws IOException {
    return whole(key, node.path(key), 1);
  }

  int size(String key, int otherwise) throws IOException {
    return has(key) ? size(key) : otherwise;
  }

  /** A whole number from 0. */
  int index(String key) throws IOException {
    return whole(key, node.path(key), 0);
  }

  int index(String key, int otherwise) throws IOException {
    return has(key) ? index(key) : otherwise;
  }

  private int whole(String key, JsonNode value, int least) throws IOException {
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToInt()
            && value.intValue() >= least
            && value.intValue() <= LARGEST;
    if (!fits) {
      throw wrong(
          key, "must be a whole number in %d..%d, is %s".formatted(least, LARGEST, shown(value)));
    }
    return value.intValue();
  }

  /** A number above 0. */
  double real(String key) throws IOException {
    JsonNode value = node.path(key);
    if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > 1e12) {
      throw wrong(key, "must be a number above 0, is " + shown(value));
    }
    return value.doubleValue();
  }

  double real(String key, double otherwise) throws IOException {
    return has(key) ? real(key) : otherwise;
  }

  boolean flag(String key, boolean otherwise) throws IOException {
    if (has(key) && !node.path(key).isBoolean()) {
      throw wrong(key, "must be true or false, is " + shown(node.path(key)));
    }
    return has(key) ? node.path(key).booleanValue() : otherwise;
  }

  /** Whole numbers from 1. */
  List<Integer> sizes(String key, List<Integer> otherwise) throws IOException {
    if (!has(key)) {
      return otherwise;
    }
    JsonNode list = node.path(key);
    if (!list.isArray() || list.isEmpty() || list.size() > LONGEST_LIST) {
      throw wrong(key, "must be a list of 1 to %d whole numbers".formatted(LONGEST_LIST));
    }
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode value : list) {
      sizes.add(whole(key, value, 1));
    }
    return List.copyOf(sizes);
  }

  /** Names to whole numbers from 0, in the order of the file. */
  Map<String, Integer> indices(String key) throws IOException {
    Map<String, Integer> indices = new LinkedHashMap<>();
    for (String name : names(key)) {
      indices.put(name, whole(key + "." + name, node.path(key).path(name), 0));
    }
    return indices;
  }

  /** Names to texts; those with another value are left out. */
  Map<String, String> texts(String key) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names(key)) {
      if (node.path(key).path(name).isTextual()) {
        texts.put(name, node.path(key).path(name).textValue());
      }
    }
    return texts;
  }

  private List<String> names(String key) throws IOException {
    JsonNode object = node.path(key);
    if (!has(key)) {
      return List.of();
    }
    if (!object.isObject() || object.size() > LARGEST_MAP) {
      throw wrong(key, "must be an object of up to %d keys".formatted(LARGEST_MAP));
    }
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Refuses what this program does not do. */
  void requireText(String key, String wanted) throws IOException {
    if (has(key) && !text(key).equals(wanted)) {
      throw wrong(key, "only '%s' is known here, not %s".formatted(wanted, shown(node.path(key))));
    }
  }

  /** As {@link #requireText}. */
  void requireFlag(String key, boolean wanted) throws IOException {
    if (flag(key, wanted) != wanted) {
      throw wrong(key, "only models with %s are known here".formatted(wanted));
    }
  }

  /** Refuses a number that is not what others imply. */
  void requireSize(String key, int wanted) throws IOException {
    if (size(key, wanted) != wanted) {
      throw wrong(key, "is %d, elsewhere %d".formatted(size(key), wanted));
    }
  }

  IOException wrong(String key, String problem) {
    return new IOException("%s: %s: %s".formatted(file, key, problem));
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
