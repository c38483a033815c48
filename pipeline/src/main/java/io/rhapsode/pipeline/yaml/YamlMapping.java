package io.rhapsode.pipeline.yaml;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One mapping of a YAML file, read key by key. {@link #finish} reports keys that were never asked
 * for, so a reader need only ask for what it knows. A key with no value counts as absent.
 *
 * <p>Not safe for use by several threads.
 */
public final class YamlMapping {
  /** Bound on a file; the largest published configuration has 2 kB. */
  private static final long LARGEST_FILE_BYTES = 1 << 20;

  private final YamlDocument document;
  private final String path;
  private final JsonNode node;
  private final Set<String> asked = new TreeSet<>();
  private final Map<String, YamlMapping> children = new LinkedHashMap<>();

  /**
   * @param path of the mapping in the document: "flow_lm/transformer"; empty for the whole
   */
  private YamlMapping(YamlDocument document, String path, JsonNode node) {
    this.document = document;
    this.path = path;
    this.node = node;
  }

  /**
   * Reads the mapping a file consists of.
   *
   * @throws YamlException if the file is missing, larger than 1 MiB, not YAML, holds a key twice,
   *     or is not a mapping
   */
  public static YamlMapping read(Path file) throws YamlException {
    requireNonNull(file, "file is null");
    try {
      if (Files.exists(file) && Files.size(file) > LARGEST_FILE_BYTES) {
        throw new YamlException(file + ": larger than 1 MiB, so not a settings file");
      }
    } catch (YamlException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new YamlException(
          "%s cannot be read: %s".formatted(file, IoProblem.reason(exception)), exception);
    }
    return of(YamlDocument.read(file));
  }

  /** The mapping at the top of a document. */
  public static YamlMapping of(YamlDocument document) {
    return new YamlMapping(document, "", document.root());
  }

  /** What errors call this mapping's file. */
  public String file() {
    return document.file().toString();
  }

  public boolean has(String key) {
    asked.add(key);
    return node.hasNonNull(key);
  }

  public String text(String key) throws YamlException {
    return optionalText(key).orElseThrow(() -> missing(key));
  }

  public Optional<String> optionalText(String key) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isTextual()) {
      throw wrong(key, "must be text, is " + value.get());
    }
    return Optional.of(value.get().textValue());
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public int integer(String key, int least, int most) throws YamlException {
    return optionalInteger(key, least, most).orElseThrow(() -> missing(key));
  }

  public OptionalInt optionalInteger(String key, int least, int most) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(checkedInteger(key, value.get(), least, most));
  }

  /** A whole number of up to 64 bits, from {@code least} to {@code most}, both included. */
  public OptionalLong optionalLong(String key, long least, long most) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    long number = value.get().longValue();
    boolean whole = value.get().isIntegralNumber() && value.get().canConvertToLong();
    if (!whole || number < least || number > most) {
      throw wrong(
          key, "must be a whole number from %d to %d, is %s".formatted(least, most, value.get()));
    }
    return OptionalLong.of(number);
  }

  /** A finite number above zero. */
  public double positive(String key) throws YamlException {
    return optionalPositive(key).orElseThrow(() -> missing(key));
  }

  public OptionalDouble optionalPositive(String key) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = value.get().doubleValue();
    if (!value.get().isNumber() || !Double.isFinite(number) || number <= 0) {
      throw wrong(key, "must be a number above 0, is " + value.get());
    }
    return OptionalDouble.of(number);
  }

  /** A finite number. */
  public OptionalDouble optionalNumber(String key) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = value.get().doubleValue();
    if (!value.get().isNumber() || !Double.isFinite(number)) {
      throw wrong(key, "must be a number, is " + value.get());
    }
    return OptionalDouble.of(number);
  }

  public boolean flag(String key, boolean otherwise) throws YamlException {
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.get().isBoolean()) {
      throw wrong(key, "must be true or false, is " + value.get());
    }
    return value.get().booleanValue();
  }

  /** A list of whole numbers from {@code least} to {@code most}, both included. */
  public List<Integer> integers(String key, int least, int most) throws YamlException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode item : list(key)) {
      numbers.add(checkedInteger(key, item, least, most));
    }
    return numbers;
  }

  public List<String> texts(String key) throws YamlException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(key)) {
      if (!item.isTextual()) {
        throw wrong(key, "must hold text only, holds " + item);
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** As {@link #texts}; empty when absent. */
  public List<String> optionalTexts(String key) throws YamlException {
    return has(key) ? texts(key) : List.of();
  }

  /** A mapping of text to text, in the file's order; empty when absent. */
  public Map<String, String> textMap(String key) throws YamlException {
    Map<String, String> map = new LinkedHashMap<>();
    Optional<JsonNode> value = value(key);
    if (value.isEmpty()) {
      return map;
    }
    if (!value.get().isObject()) {
      throw wrong(key, "must be a mapping");
    }
    for (Map.Entry<String, JsonNode> field : value.get().properties()) {
      if (!field.getValue().isTextual()) {
        throw wrong(key + "/" + field.getKey(), "must be text, is " + field.getValue());
      }
      map.put(field.getKey(), field.getValue().textValue());
    }
    return map;
  }

  public YamlMapping mapping(String key) throws YamlException {
    return child(key, value(key).orElseThrow(() -> missing(key)));
  }

  /** A list of mappings. */
  public List<YamlMapping> mappings(String key) throws YamlException {
    List<YamlMapping> mappings = new ArrayList<>();
    for (JsonNode item : list(key)) {
      mappings.add(child(key + "/" + mappings.size(), item));
    }
    return mappings;
  }

  /** An error about a value that was read, in the words of all others. */
  public YamlException wrong(String key, String problem) {
    String place = at(key);
    return new YamlException(
        "%s: %s: %s".formatted(document.place(place), YamlDocument.key(place), problem));
  }

  /**
   * Ends the reading of this mapping and those within it.
   *
   * @throws YamlException if there are keys that were never asked for; it names the nearest known
   *     one
   */
  public void finish() throws YamlException {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        throw wrong(
            name,
            "unknown key; "
                + NearestName.ifClose(name, asked)
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("known keys: " + String.join(", ", asked)));
      }
    }
    for (YamlMapping mapping : children.values()) {
      mapping.finish();
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "/" + key;
  }

  private YamlMapping child(String key, JsonNode value) throws YamlException {
    if (!value.isObject()) {
      throw wrong(key, "must be a mapping");
    }
    return children.computeIfAbsent(key, unread -> new YamlMapping(document, at(unread), value));
  }

  private Optional<JsonNode> value(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private JsonNode list(String key) throws YamlException {
    JsonNode value = value(key).orElseThrow(() -> missing(key));
    if (!value.isArray()) {
      throw wrong(key, "must be a list, is " + value);
    }
    return value;
  }

  private int checkedInteger(String key, JsonNode value, int least, int most) throws YamlException {
    boolean fits = value.isIntegralNumber() && value.canConvertToInt();
    if (!fits || value.intValue() < least || value.intValue() > most) {
      throw wrong(key, "must be a whole number in %d .. %d, is %s".formatted(least, most, value));
    }
    return value.intValue();
  }

  private YamlException missing(String key) {
    return wrong(key, "missing");
  }
}
