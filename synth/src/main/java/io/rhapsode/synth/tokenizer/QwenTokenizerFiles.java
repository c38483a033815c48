package io.rhapsode.synth.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The tokenizer files of the Qwen2 family, {@code vocab.json}, {@code merges.txt} and {@code
 * tokenizer_config.json}, put together to the {@code tokenizer.json} that the library reads:
 * byte-level pairs after NFC and the family's split pattern.
 */
public final class QwenTokenizerFiles {
  public static final String VOCABULARY = "vocab.json";
  public static final String MERGES = "merges.txt";
  public static final String SETTINGS = "tokenizer_config.json";

  private static final long LARGEST_FILE_BYTES = 64 << 20;

  private static final String SPLIT =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private final Path folder;
  private final ObjectMapper mapper = new ObjectMapper();

  private QwenTokenizerFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The tokenizer that knows the control strings, such as {@code <|im_end|>}: for prompts that are
   * nobody else's text.
   *
   * @throws TokenizerException if a file is missing or unsound
   */
  public static TextTokenizer openWithControls(Path folder) throws TokenizerException {
    return new QwenTokenizerFiles(folder).open(true);
  }

  /**
   * The tokenizer to which a control string is text like any other: it can be spoken, and controls
   * nothing.
   *
   * @throws TokenizerException if a file is missing or unsound
   */
  public static TextTokenizer openPlain(Path folder) throws TokenizerException {
    return new QwenTokenizerFiles(folder).open(false);
  }

  private TextTokenizer open(boolean withControls) throws TokenizerException {
    ObjectNode root = mapper.createObjectNode().put("version", "1.0");
    ArrayNode added = root.putArray("added_tokens");
    if (withControls) {
      addControls(added);
    }
    root.putObject("normalizer").put("type", "NFC");
    ArrayNode steps =
        root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    steps
        .addObject()
        .put("type", "Split")
        .put("behavior", "Isolated")
        .put("invert", false)
        .putObject("pattern")
        .put("Regex", SPLIT);
    byteLevel(steps.addObject());
    byteLevel(root.putObject("decoder"));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.set("vocab", vocabulary());
    merges(model.putArray("merges"));
    Path vocabulary = folder.resolve(VOCABULARY);
    try {
      return HuggingFaceTextTokenizer.of(mapper.writeValueAsBytes(root), vocabulary);
    } catch (JsonProcessingException e) {
      throw new TokenizerException(vocabulary, "cannot be put together", e);
    }
  }

  private static void byteLevel(ObjectNode step) {
    step.put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", false);
  }

  private void addControls(ArrayNode added) throws TokenizerException {
    Path file = folder.resolve(SETTINGS);
    JsonNode tokens = json(file).path("added_tokens_decoder");
    for (var field : tokens.properties()) {
      if (!field.getKey().matches("\\d{1,9}") || !field.getValue().path("content").isTextual()) {
        throw new TokenizerException(
            file, "added token '%s' has no number or no content".formatted(field.getKey()));
      }
      ObjectNode token = added.addObject();
      token.put("id", Integer.parseInt(field.getKey()));
      token.put("content", field.getValue().path("content").textValue());
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
        token.put(flag, field.getValue().path(flag).asBoolean());
      }
    }
  }

  private JsonNode vocabulary() throws TokenizerException {
    Path file = folder.resolve(VOCABULARY);
    JsonNode vocabulary = json(file);
    if (!vocabulary.isObject() || vocabulary.isEmpty()) {
      throw new TokenizerException(file, "not a vocabulary");
    }
    for (JsonNode id : vocabulary) {
      if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
        throw new TokenizerException(file, "an id is no whole number from 0");
      }
    }
    return vocabulary;
  }

  private void merges(ArrayNode merges) throws TokenizerException {
    Path file = folder.resolve(MERGES);
    for (String line : new String(bytes(file), StandardCharsets.UTF_8).split("\n")) {
      String pair = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (pair.isEmpty() || pair.startsWith("#version")) {
        continue;
      }
      if (pair.indexOf(' ') < 1 || pair.indexOf(' ') != pair.lastIndexOf(' ')) {
        throw new TokenizerException(file, "a line is not two pieces with a space between");
      }
      merges.add(pair);
    }
  }

  private JsonNode json(Path file) throws TokenizerException {
    try {
      JsonNode root = mapper.readTree(bytes(file));
      if (root == null || !root.isObject()) {
        throw new TokenizerException(file, "not a JSON object");
      }
      return root;
    } catch (TokenizerException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new TokenizerException(file, "not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new TokenizerException(file, "cannot be read", e);
    }
  }

  private static byte[] bytes(Path file) throws TokenizerException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new TokenizerException(file, "larger than 64 MiB, so not a tokenizer's");
      }
      return Files.readAllBytes(file);
    } catch (TokenizerException e) {
      throw e;
    } catch (IOException e) {
      throw new TokenizerException(file, "cannot be read", e);
    }
  }
}
