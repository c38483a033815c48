package io.rhapsode.pipeline.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Turns a tree into records: unknown keys, wrong types and refused values are errors that name the
 * key and its place.
 */
public final class StrictMapping {
  private static final JsonMapper MAPPER = mapper();

  private StrictMapping() {}

  /**
   * Reads a YAML file that is one record.
   *
   * @throws YamlException naming the file, the line, the key and the nearest valid one
   */
  public static <T> T read(Path file, Class<T> type) throws YamlException {
    YamlDocument document = YamlDocument.read(file);
    return map(document.root(), type, document::place);
  }

  /** A record, or a part of one, as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * @param place tells where the value with a path such as "audio/folder" was written
   * @throws YamlException naming the place, the key and the nearest valid one
   */
  public static <T> T map(JsonNode tree, Class<T> type, UnaryOperator<String> place)
      throws YamlException {
    requireKnown(tree, type, "", place);
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw refusal(e, place);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory has no syntax errors", e);
    }
  }

  private static YamlException refusal(JsonMappingException e, UnaryOperator<String> place) {
    String path = e.getPath().stream().map(StrictMapping::step).collect(Collectors.joining("/"));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidSettingException invalid) {
        String component = path.isEmpty() ? invalid.component() : path + "/" + invalid.component();
        return new YamlException(
            place.apply(component) + ": " + dotted(path) + invalid.getMessage(), e);
      }
      if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
        return new YamlException(place.apply(path) + ": " + cause.getMessage(), e);
      }
    }
    String key = YamlDocument.key(path);
    return new YamlException(
        "%s: '%s' is not %s".formatted(place.apply(path), key, expected(e)), e);
  }

  /** Looks for keys that no record component has, before a record can complain of missing ones. */
  private static void requireKnown(
      JsonNode tree, Type type, String path, UnaryOperator<String> place) throws YamlException {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Type content = arguments[arguments.length - 1];
      if (generic.getRawType() == Map.class) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
          requireKnown(entry.getValue(), content, child(path, entry.getKey()), place);
        }
      }
      for (int i = 0; tree.isArray() && i < tree.size(); i++) {
        requireKnown(tree.get(i), content, child(path, Integer.toString(i)), place);
      }
      return;
    }
    if (!(type instanceof Class<?> record) || !record.isRecord() || !tree.isObject()) {
      return;
    }
    Map<String, Type> components = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      components.put(component.getName(), component.getGenericType());
    }
    for (String key : tree.propertyStream().map(Map.Entry::getKey).toList()) {
      Type component = components.get(key);
      if (component == null) {
        String nearest = NearestName.of(key, components.keySet()).orElseThrow();
        throw new YamlException(
            "%s: unknown key '%s'; the nearest is '%s'"
                .formatted(
                    place.apply(child(path, key)), dotted(path) + key, dotted(path) + nearest));
      }
      requireKnown(tree.get(key), component, child(path, key), place);
    }
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "/" + key;
  }

  private static String expected(JsonMappingException e) {
    Class<?> target = e instanceof MismatchedInputException m ? m.getTargetType() : null;
    if (target == null) {
      return "understood: " + e.getOriginalMessage();
    }
    if (target.isEnum()) {
      return Arrays.stream(target.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (target == int.class || target == long.class || target == Integer.class) {
      return "a whole number in range";
    }
    if (target == double.class) {
      return "a number";
    }
    if (target == boolean.class || target == Boolean.class) {
      return "true or false";
    }
    if (target == String.class) {
      return "text";
    }
    return Collection.class.isAssignableFrom(target) ? "a list" : "a group of keys";
  }

  private static String step(Reference reference) {
    return reference.getFieldName() == null
        ? Integer.toString(reference.getIndex())
        : reference.getFieldName();
  }

  private static String dotted(String path) {
    return path.isEmpty() ? "" : YamlDocument.key(path) + ".";
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .withCoercionConfig(
            LogicalType.POJO,
            config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .build();
  }
}
