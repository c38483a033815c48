package io.rhapsode.synth.checkpoint;

import static io.rhapsode.synth.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file, parsed and checked against the number of data bytes that
 * follow it.
 *
 * @param tensors by name, in the order of their bytes; they cover the data without gap or overlap
 * @param metadata the header's {@code __metadata__}, sorted by key
 */
record SafetensorsHeader(Map<String, TensorEntry> tensors, Map<String, String> metadata) {
  static final String METADATA_KEY = "__metadata__";

  /** More dimensions than any published speech model has. */
  private static final int HIGHEST_RANK = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(32)
                  .maxStringLength(Safetensors.LARGEST_HEADER_BYTES)
                  .build())
          .build();

  static SafetensorsHeader parse(Path file, String json, long dataBytes)
      throws CheckpointException {
    if (!json.startsWith("{")) {
      throw new CheckpointException(file, "the header does not begin with '{'");
    }
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (name.equals(METADATA_KEY)) {
          readMetadata(file, parser, metadata);
          continue;
        }
        tensors.put(name, readTensor(file, name, parser));
      }
      if (parser.nextToken() != null) {
        throw new CheckpointException(file, "the header goes on after its closing brace");
      }
    } catch (JsonProcessingException exception) {
      String problem = "the header is not valid JSON: " + quote(exception.getOriginalMessage());
      throw new CheckpointException(file, problem, exception);
    } catch (CheckpointException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new CheckpointException(file, "the header cannot be read", exception);
    }
    return new SafetensorsHeader(
        inByteOrder(file, tensors, dataBytes), Collections.unmodifiableMap(metadata));
  }

  private static void readMetadata(Path file, JsonParser parser, Map<String, String> metadata)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new CheckpointException(file, METADATA_KEY + " is not an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new CheckpointException(
            file, METADATA_KEY + " value of " + quote(key) + " is not a string");
      }
      metadata.put(key, parser.getText());
    }
  }

  private static TensorEntry readTensor(Path file, String name, JsonParser parser)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw CheckpointException.ofTensor(file, name, "its header entry is not an object");
    }
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "dtype" -> type = readType(file, name, parser);
        case "shape" -> shape = readNumbers(file, name, "shape", HIGHEST_RANK, parser);
        case "data_offsets" -> offsets = readNumbers(file, name, "data_offsets", 2, parser);
        default -> throw CheckpointException.ofTensor(file, name, "unknown key " + quote(key));
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw CheckpointException.ofTensor(
          file, name, "its header entry needs dtype, shape and data_offsets");
    }
    return checkedEntry(file, name, type, shape, offsets);
  }

  private static ElementType readType(Path file, String name, JsonParser parser)
      throws IOException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw CheckpointException.ofTensor(
        file,
        name,
        "dtype " + quote(text) + " is not one of " + Arrays.toString(ElementType.values()));
  }

  private static List<Long> readNumbers(
      Path file, String name, String key, int most, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw CheckpointException.ofTensor(file, name, key + " is not an array");
    }
    List<Long> numbers = new ArrayList<>(most);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw CheckpointException.ofTensor(file, name, key + " holds something not an integer");
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0) {
        throw CheckpointException.ofTensor(
            file, name, key + " holds " + parser.getText() + ", not in 0 .. 2^63-1");
      }
      if (numbers.size() == most) {
        throw CheckpointException.ofTensor(file, name, key + " has more than " + most + " numbers");
      }
      numbers.add(parser.getLongValue());
    }
    return numbers;
  }

  private static TensorEntry checkedEntry(
      Path file, String name, ElementType type, List<Long> shape, List<Long> offsets)
      throws CheckpointException {
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw CheckpointException.ofTensor(
          file, name, "data_offsets " + offsets + " are not [begin, end]");
    }
    long bytes = type.bytes();
    try {
      for (long extent : shape) {
        bytes = Math.multiplyExact(bytes, extent);
      }
    } catch (ArithmeticException exception) {
      throw CheckpointException.ofTensor(
          file, name, "shape " + shape + " of " + type + " is larger than 2^63-1 bytes");
    }
    TensorEntry entry = new TensorEntry(name, type, shape, offsets.get(0), offsets.get(1));
    if (entry.bytes() != bytes) {
      throw CheckpointException.ofTensor(
          file,
          name,
          "shape %s of %s takes %d bytes, but data_offsets %s hold %d"
              .formatted(shape, type, bytes, offsets, entry.bytes()));
    }
    return entry;
  }

  /** The data must be covered exactly once: no gap, no overlap, nothing after the last tensor. */
  private static Map<String, TensorEntry> inByteOrder(
      Path file, Map<String, TensorEntry> tensors, long dataBytes) throws CheckpointException {
    List<TensorEntry> sorted = new ArrayList<>(tensors.values());
    sorted.sort(
        Comparator.comparingLong(TensorEntry::beginByte)
            .thenComparingLong(TensorEntry::endByte)
            .thenComparing(TensorEntry::name));
    Map<String, TensorEntry> ordered = new LinkedHashMap<>();
    long position = 0;
    for (TensorEntry entry : sorted) {
      if (entry.endByte() > dataBytes) {
        throw CheckpointException.ofTensor(
            file,
            entry.name(),
            "data_offsets [%d, %d] reach past the %d data bytes of the file: it is cut short"
                .formatted(entry.beginByte(), entry.endByte(), dataBytes));
      }
      if (entry.beginByte() != position) {
        throw CheckpointException.ofTensor(
            file,
            entry.name(),
            "data begin at byte %d but the tensor before ends at %d: %s"
                .formatted(
                    entry.beginByte(),
                    position,
                    entry.beginByte() < position ? "they overlap" : "there is a gap"));
      }
      position = entry.endByte();
      ordered.put(entry.name(), entry);
    }
    if (position != dataBytes) {
      throw new CheckpointException(
          file, "%d data bytes follow the last tensor".formatted(dataBytes - position));
    }
    return Collections.unmodifiableMap(ordered);
  }
}
