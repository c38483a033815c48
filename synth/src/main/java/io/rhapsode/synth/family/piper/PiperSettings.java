package io.rhapsode.synth.family.piper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a Piper voice ({@code NAME.onnx.json}).
 *
 * @param language BCP 47 tag
 * @param phonemizerVoice what espeak-ng calls the voice that transcribes, such as "en-us"
 * @param sampleRateHz of the sound, 8,000 to 192,000
 * @param symbols numbers of each symbol, from 0
 * @param speakers numbers of the speakers by name; empty when there is one
 * @param speakerCount from 1
 * @param noiseScale how much the sound varies, from 0
 * @param lengthScale how long the sounds are, above 0
 * @param durationNoiseScale how much their lengths vary, from 0
 */
record PiperSettings(
    String language,
    String phonemizerVoice,
    int sampleRateHz,
    Map<String, long[]> symbols,
    Map<String, Integer> speakers,
    int speakerCount,
    float noiseScale,
    float lengthScale,
    float durationNoiseScale) {
  private static final String ESPEAK = "espeak";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAXIMUM_BYTES = 4 << 20;
  private static final int MAXIMUM_SYMBOL = 65_535;
  private static final int MAXIMUM_SPEAKERS = 100_000;
  private static final float MAXIMUM_SCALE = 10;

  /** What voices of Norwegian ("no") read. */
  private static final String BOKMAL = "nb";

  PiperSettings {
    symbols = Map.copyOf(symbols);
    speakers = Map.copyOf(speakers);
  }

  /** BCP 47 primary languages of texts that it reads. */
  List<String> languages() {
    String primary = Locale.forLanguageTag(language).getLanguage();
    return primary.equals(BOKMAL) ? List.of(primary, "no") : List.of(primary);
  }

  /**
   * @throws IOException if the file is wrong; the message names the file and the key
   */
  static PiperSettings read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is missing: it comes with the voice");
    }
    if (Files.size(file) > MAXIMUM_BYTES) {
      throw new IOException(file + ": larger than 4 MiB, which settings of a voice are not");
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
    }
    return new Reader(file, root).settings();
  }

  /** Checks as it reads. */
  private record Reader(Path file, JsonNode root) {
    PiperSettings settings() throws IOException {
      String type = root.path("phoneme_type").asText(ESPEAK);
      if (!type.equals(ESPEAK) && !type.equals("PhonemeType.ESPEAK")) {
        throw wrong("phoneme_type", "'%s' needs a reader that is not here".formatted(type));
      }
      String phonemizerVoice = text(root.path("espeak").path("voice"), "espeak.voice");
      String code = root.path("language").path("code").asText(phonemizerVoice);
      int speakerCount =
          root.hasNonNull("num_speakers")
              ? integer(root.path("num_speakers"), "num_speakers", 1, MAXIMUM_SPEAKERS)
              : 1;
      JsonNode inference = root.path("inference");
      return new PiperSettings(
          Locale.forLanguageTag(code.replace('_', '-').replaceFirst("^no\\b", BOKMAL))
              .toLanguageTag(),
          phonemizerVoice,
          integer(root.path("audio").path("sample_rate"), "audio.sample_rate", 8_000, 192_000),
          symbols(),
          speakers(speakerCount),
          speakerCount,
          scale(inference, "noise_scale", 0.667f),
          scale(inference, "length_scale", 1),
          scale(inference, "noise_w", 0.8f));
    }

    private Map<String, long[]> symbols() throws IOException {
      Map<String, long[]> symbols = new HashMap<>();
      JsonNode map = root.path("phoneme_id_map");
      for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        JsonNode ids = map.path(name);
        long[] numbers = new long[ids.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = integer(ids.path(i), "phoneme_id_map." + name, 0, MAXIMUM_SYMBOL);
        }
        symbols.put(name, numbers);
      }
      for (String needed : new String[] {"_", "^", "$"}) {
        if (!symbols.containsKey(needed) || symbols.get(needed).length == 0) {
          throw wrong("phoneme_id_map", "'%s' is missing".formatted(needed));
        }
      }
      return symbols;
    }

    private Map<String, Integer> speakers(int count) throws IOException {
      Map<String, Integer> speakers = new TreeMap<>();
      JsonNode map = root.path("speaker_id_map");
      for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        speakers.put(name, integer(map.path(name), "speaker_id_map." + name, 0, count - 1));
      }
      return speakers;
    }

    private float scale(JsonNode inference, String key, float usual) throws IOException {
      JsonNode node = inference.path(key);
      if (node.isMissingNode()) {
        return usual;
      }
      float value = node.floatValue();
      boolean isLength = key.equals("length_scale");
      if (!node.isNumber() || !(value >= 0 && value <= MAXIMUM_SCALE) || (isLength && value == 0)) {
        throw wrong("inference." + key, "%s is not a number from 0 to 10".formatted(node));
      }
      return value;
    }

    private String text(JsonNode node, String key) throws IOException {
      if (!node.isTextual() || node.textValue().isBlank()) {
        throw wrong(key, "a text is missing");
      }
      return node.textValue();
    }

    private int integer(JsonNode node, String key, int least, int most) throws IOException {
      if (!node.isIntegralNumber() || !node.canConvertToInt()) {
        throw wrong(key, "a whole number is missing");
      }
      int value = node.intValue();
      if (value < least || value > most) {
        throw wrong(key, "%d is not between %d and %d".formatted(value, least, most));
      }
      return value;
    }

    private IOException wrong(String key, String problem) {
      return new IOException("%s: %s: %s".formatted(file, key, problem));
    }
  }
}
