package io.rhapsode.synth.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A {@code tokenizer.json} of Hugging Face tokenizers, through DJL's extension; nothing is fetched
 * from a hub.
 */
public final class HuggingFaceTextTokenizer implements TextTokenizer {
  /** Bound on a file; those of large vocabularies have 15 MB. */
  private static final long LARGEST_FILE_BYTES = 64 << 20;

  /** Neither cut nor padded: a text has the tokens it has. */
  private static final Map<String, String> OPTIONS =
      Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");

  private final HuggingFaceTokenizer nativeTokenizer;
  private final int entries;

  private HuggingFaceTextTokenizer(HuggingFaceTokenizer nativeTokenizer, int entries) {
    this.nativeTokenizer = nativeTokenizer;
    this.entries = entries;
  }

  /**
   * @throws TokenizerException if the file is unreadable, larger than 64 MiB, or not a tokenizer
   */
  public static HuggingFaceTextTokenizer open(Path file) throws TokenizerException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new TokenizerException(file, "larger than 64 MiB, so not a tokenizer");
      }
      return of(Files.readAllBytes(file), file);
    } catch (TokenizerException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new TokenizerException(file, "cannot be read", exception);
    }
  }

  /**
   * As {@link #open}, from the contents of a {@code tokenizer.json}.
   *
   * @param file where they come from, for messages
   */
  static HuggingFaceTextTokenizer of(byte[] json, Path file) throws TokenizerException {
    try {
      int entries = entries(file, new ObjectMapper().readTree(json));
      return new HuggingFaceTextTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS), entries);
    } catch (JsonProcessingException exception) {
      throw new TokenizerException(file, "not JSON: " + exception.getOriginalMessage(), exception);
    } catch (TokenizerException exception) {
      throw exception;
    } catch (IOException exception) {
      throw new TokenizerException(file, "cannot be read", exception);
    } catch (RuntimeException exception) {
      throw new TokenizerException(file, "not a tokenizer: " + exception.getMessage(), exception);
    }
  }

  @Override
  public int[] encode(String text) {
    Encoding encoding = nativeTokenizer.encode(text);
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String decode(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= entries) {
        throw new IllegalArgumentException(
            "token id %d is not in 0 .. %d".formatted(id, entries - 1));
      }
    }
    return nativeTokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true);
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public void close() {
    nativeTokenizer.close();
  }

  /** The vocabulary's size with the added tokens that are not part of it. */
  private static int entries(Path file, JsonNode root) throws TokenizerException {
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isEmpty()) {
      throw new TokenizerException(file, "not a tokenizer: model.vocab is missing");
    }
    Set<String> added = new HashSet<>();
    root.path("added_tokens").forEach(token -> added.add(token.path("content").asText()));
    if (vocabulary.isObject()) {
      vocabulary.fieldNames().forEachRemaining(added::remove);
    } else {
      vocabulary.forEach(entry -> added.remove(entry.path(0).asText()));
    }
    return vocabulary.size() + added.size();
  }
}
