package io.rhapsode.synth.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A {@code tekken.json} of Mistral AI: byte-pair encoding over the pieces that the file's pattern
 * finds. An id is a rank plus the number of special tokens; a text never becomes a special token,
 * whatever it looks like. Own code: no library on Maven Central reads the format.
 */
public final class TekkenTokenizer implements TextTokenizer {
  /** Bound on a file; the published ones have 15 MB. */
  private static final long LARGEST_FILE_BYTES = 64 << 20;

  private static final int BYTES = 256;

  private final Pattern pattern;
  private final List<byte[]> tokens;
  private final Map<String, Integer> ranks;
  private final Map<String, Integer> special;
  private final Map<String, Integer> voiceLengths;
  private final int specialCount;

  private TekkenTokenizer(
      Pattern pattern,
      List<byte[]> tokens,
      Map<String, Integer> special,
      Map<String, Integer> voiceLengths,
      int specialCount) {
    this.pattern = pattern;
    this.tokens = tokens;
    this.special = special;
    this.voiceLengths = voiceLengths;
    this.specialCount = specialCount;
    this.ranks = new HashMap<>();
    for (int rank = 0; rank < tokens.size(); rank++) {
      ranks.putIfAbsent(key(tokens.get(rank), 0, tokens.get(rank).length), rank);
    }
  }

  /**
   * @throws TokenizerException if the file is unreadable, larger than 64 MiB, or no tekken file
   */
  public static TekkenTokenizer open(Path file) throws TokenizerException {
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new TokenizerException(file, "larger than 64 MiB, so not a tokenizer");
      }
      return read(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (TokenizerException exception) {
      throw exception;
    } catch (JsonProcessingException exception) {
      throw new TokenizerException(file, "not JSON: " + exception.getOriginalMessage(), exception);
    } catch (IOException exception) {
      throw new TokenizerException(file, "cannot be read", exception);
    } catch (PatternSyntaxException exception) {
      throw new TokenizerException(
          file, "config.pattern: " + exception.getDescription(), exception);
    } catch (IllegalArgumentException exception) {
      throw new TokenizerException(file, exception.getMessage(), exception);
    }
  }

  private static TekkenTokenizer read(JsonNode root) {
    JsonNode config = root == null ? null : root.path("config");
    if (config == null || !config.isObject()) {
      throw new IllegalArgumentException("not a tekken file: config is missing");
    }
    int size = count(config, "default_vocab_size");
    int specialCount = count(config, "default_num_special_tokens");
    JsonNode vocabulary = root.path("vocab");
    int used = size - specialCount;
    if (used < BYTES || used > vocabulary.size()) {
      throw new IllegalArgumentException(
          "vocab has %d entries, but %d are needed, at least %d"
              .formatted(vocabulary.size(), used, BYTES));
    }
    Map<String, Integer> voices = new HashMap<>();
    root.path("audio")
        .path("voice_num_audio_tokens")
        .properties()
        .forEach(voice -> voices.put(voice.getKey(), voice.getValue().asInt()));
    // The file's \s and classes are those of Unicode.
    Pattern pattern =
        Pattern.compile(config.path("pattern").asText(), Pattern.UNICODE_CHARACTER_CLASS);
    return new TekkenTokenizer(
        pattern, tokens(vocabulary, used), special(root, specialCount), voices, specialCount);
  }

  private static List<byte[]> tokens(JsonNode vocabulary, int used) {
    byte[][] tokens = new byte[used][];
    for (int i = 0; i < used; i++) {
      int rank = vocabulary.path(i).path("rank").asInt(-1);
      if (rank != i) {
        throw new IllegalArgumentException("vocab[%d] has not the rank %d".formatted(i, i));
      }
      tokens[i] = Base64.getDecoder().decode(vocabulary.path(i).path("token_bytes").asText());
      if (tokens[i].length == 0 || (i < BYTES && tokens[i].length != 1)) {
        throw new IllegalArgumentException(
            "vocab[%d] is no token: the first %d are the single bytes".formatted(i, BYTES));
      }
    }
    return List.of(tokens);
  }

  private static Map<String, Integer> special(JsonNode root, int specialCount) {
    Map<String, Integer> special = new HashMap<>();
    for (JsonNode token : root.path("special_tokens")) {
      int rank = token.path("rank").asInt(-1);
      if (rank < 0 || rank >= specialCount) {
        throw new IllegalArgumentException(
            "special_tokens: rank %d is not below %d".formatted(rank, specialCount));
      }
      special.put(token.path("token_str").asText(), rank);
    }
    return special;
  }

  private static int count(JsonNode config, String key) {
    JsonNode value = config.path(key);
    if (!value.isInt() || value.intValue() < 0) {
      throw new IllegalArgumentException("config.%s is no whole number".formatted(key));
    }
    return value.intValue();
  }

  @Override
  public int[] encode(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher pieces = pattern.matcher(text);
    int end = 0;
    while (pieces.find()) {
      // What the pattern passes over is spoken all the same.
      encodePiece(text.substring(end, pieces.start()), ids);
      encodePiece(pieces.group(), ids);
      end = pieces.end();
    }
    encodePiece(text.substring(end), ids);
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private void encodePiece(String piece, List<Integer> ids) {
    if (piece.isEmpty()) {
      return;
    }
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    Integer whole = ranks.get(key(bytes, 0, bytes.length));
    if (whole != null) {
      ids.add(specialCount + whole);
      return;
    }
    for (int rank : BytePairs.merge(bytes, ranks)) {
      ids.add(specialCount + rank);
    }
  }

  /** Bytes as a text of the same length, fit for a map. */
  static String key(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String decode(int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      if (id < 0 || id >= entries()) {
        throw new IllegalArgumentException(
            "token id %d is not in 0 .. %d".formatted(id, entries() - 1));
      }
      if (id >= specialCount) {
        bytes.writeBytes(tokens.get(id - specialCount));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int entries() {
    return specialCount + tokens.size();
  }

  /**
   * Id of a special token.
   *
   * @throws NoSuchElementException if the file has none of that name
   */
  public int special(String name) {
    Integer id = special.get(name);
    if (id == null) {
      throw new NoSuchElementException("the tokenizer has no special token " + name);
    }
    return id;
  }

  /** Positions that the prompt of a speech model keeps for each of its voices, by name. */
  public Map<String, Integer> voiceLengths() {
    return Map.copyOf(voiceLengths);
  }

  /** Does nothing: all is on the heap. */
  @Override
  public void close() {}
}
