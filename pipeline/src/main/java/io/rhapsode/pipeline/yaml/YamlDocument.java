package io.rhapsode.pipeline.yaml;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A YAML file as a tree that remembers on which line each value stands. Own code, because Jackson's
 * tree model keeps no positions.
 *
 * @param file the file, as the user named it
 * @param root the mapping at the top; empty for an empty file
 * @param lines line of each value, counted from 1, by its path: "audio/folder", "chapters/0/title"
 */
public record YamlDocument(Path file, ObjectNode root, Map<String, Integer> lines) {
  private static final int MAXIMUM_CHARACTERS = 64 << 20;

  /** Bound on the values that aliases stand for; those within aliased values count again. */
  private static final int MAXIMUM_ALIASED = 100_000;

  private static final YAMLFactory YAML = factory();

  public YamlDocument {
    requireNonNull(file, "file is null");
    requireNonNull(root, "root is null");
    lines = Map.copyOf(lines);
  }

  /**
   * @throws YamlException when the file is absent, unreadable or not YAML
   */
  public static YamlDocument read(Path file) throws YamlException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new YamlException(file + " is not a file; a pipe or a folder cannot be read");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new YamlException("there is no file " + file, e);
    } catch (IOException e) {
      throw new YamlException("%s cannot be read: %s".formatted(file, IoProblem.reason(e)), e);
    }
    return parse(file, text);
  }

  /**
   * @throws YamlException when the text is not YAML, with the line
   */
  public static YamlDocument parse(Path file, String text) throws YamlException {
    Map<String, Integer> lines = new HashMap<>();
    try (YAMLParser parser = YAML.createParser(text)) {
      JsonNode root =
          parser.nextToken() == null ? object() : new Reader(file, parser, lines).value("");
      if (root.isNull()) {
        root = object();
      }
      if (!(root instanceof ObjectNode mapping)) {
        throw new YamlException(file + ", line 1: expected 'key: value' lines");
      }
      if (parser.nextToken() != null) {
        throw new YamlException(
            "%s, line %d: a second document begins here, where one is expected"
                .formatted(file, parser.currentTokenLocation().getLineNr()));
      }
      return new YamlDocument(file, mapping, lines);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
      throw new YamlException("%s, line %d: %s".formatted(file, line, problem), e);
    } catch (YamlException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("text in memory can be read", e);
    }
  }

  /** "book.yaml, line 12": where a value stands, or its nearest enclosing one. */
  public String place(String path) {
    String known = path;
    while (!lines.containsKey(known) && known.contains("/")) {
      known = known.substring(0, known.lastIndexOf('/'));
    }
    return Optional.ofNullable(lines.get(known))
        .map(line -> file + ", line " + line)
        .orElse(file.toString());
  }

  /** "chapters[0].title": a path such as "chapters/0/title" as people write it. */
  public static String key(String path) {
    return path.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAXIMUM_CHARACTERS);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
    factory.configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
    return factory;
  }

  /** Builds the tree, follows aliases to their anchors, and notes the lines on the way. */
  private static final class Reader {
    /** What an alias may stand for, a list or mapping as the parser has it, and its values. */
    private record Anchored(JsonNode value, int size) {}

    private final Path file;
    private final YAMLParser parser;
    private final Map<String, Integer> lines;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;
    private int aliased;

    Reader(Path file, YAMLParser parser, Map<String, Integer> lines) {
      this.file = file;
      this.parser = parser;
      this.lines = lines;
    }

    JsonNode value(String path) throws IOException {
      lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
      if (parser.isCurrentAlias()) {
        return aliased();
      }
      String anchor = parser.getObjectId();
      int before = values++;
      JsonNode value = unaliased(path);
      if (anchor != null) {
        anchors.put(anchor, new Anchored(value, values - before));
      }
      return value;
    }

    private JsonNode aliased() throws IOException {
      String name = parser.getText();
      Anchored anchored = anchors.get(name);
      int line = parser.currentTokenLocation().getLineNr();
      if (anchored == null) {
        throw new YamlException(
            "%s, line %d: *%s has no list or mapping with the anchor &%s above it"
                .formatted(file, line, name, name));
      }
      values += anchored.size();
      aliased += anchored.size();
      if (aliased > MAXIMUM_ALIASED) {
        throw new YamlException(
            "%s, line %d: the aliases stand for more than %,d values"
                .formatted(file, line, MAXIMUM_ALIASED));
      }
      return anchored.value();
    }

    private JsonNode unaliased(String path) throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> mapping(path);
        case START_ARRAY -> sequence(path);
        case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
        case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
        case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
        case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
        case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
        default -> JsonNodeFactory.instance.textNode(parser.getText());
      };
    }

    private ObjectNode mapping(String path) throws IOException {
      ObjectNode mapping = object();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        String child = path.isEmpty() ? key : path + "/" + key;
        lines.put(child, parser.currentTokenLocation().getLineNr());
        parser.nextToken();
        mapping.set(key, value(child));
      }
      return mapping;
    }

    private ArrayNode sequence(String path) throws IOException {
      ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        sequence.add(value(path + "/" + sequence.size()));
      }
      return sequence;
    }
  }
}
