package io.rhapsode.synth.family.espeak.library;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of an espeak-ng voice, as they stand in {@link
 * io.rhapsode.pipeline.speech.Voice#parameters()}.
 *
 * @param base voice file of the voice's own language, such as "gmw/en-US"
 * @param variant speaker variant such as "f2", or empty for the plain voice
 * @param wordsPerMinute 80 to 450
 * @param pitch base pitch, 0 to 99; 50 is the voice's own
 * @param pitchRange liveliness of the pitch, 0 (monotone) to 99; 50 is the voice's own
 * @param volume 0 to 200; at 100 the loudest vowels reach full scale and are limited
 */
public record EspeakParameters(
    String base, String variant, int wordsPerMinute, int pitch, int pitchRange, int volume) {
  private static final String BASE = "base";
  private static final String VARIANT = "variant";
  private static final String WORDS_PER_MINUTE = "wordsPerMinute";
  private static final String PITCH = "pitch";
  private static final String PITCH_RANGE = "pitchRange";
  private static final String VOLUME = "volume";

  /** Keeps the loudest vowels below full scale, where the library would limit them. */
  private static final int VOLUME_WITHOUT_CLIPPING = 70;

  /** Of espeak_PARAMETER. */
  private static final int RATE_PARAMETER = 1;

  private static final int VOLUME_PARAMETER = 2;
  private static final int PITCH_PARAMETER = 3;
  private static final int RANGE_PARAMETER = 4;

  public EspeakParameters {
    checkRange(WORDS_PER_MINUTE, wordsPerMinute, 80, 450);
    checkRange(PITCH, pitch, 0, 99);
    checkRange(PITCH_RANGE, pitchRange, 0, 99);
    checkRange(VOLUME, volume, 0, 200);
    if (!variant.matches("[A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException("variant is not a name: " + variant);
    }
  }

  /** A calm narrator: a little slower than the library's own 175 words per minute. */
  public static EspeakParameters defaults(String base, String variant) {
    return new EspeakParameters(base, variant, 165, 50, 50, VOLUME_WITHOUT_CLIPPING);
  }

  public static EspeakParameters of(Map<String, String> parameters) {
    return new EspeakParameters(
        value(parameters, BASE),
        value(parameters, VARIANT),
        number(parameters, WORDS_PER_MINUTE),
        number(parameters, PITCH),
        number(parameters, PITCH_RANGE),
        number(parameters, VOLUME));
  }

  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    map.put(BASE, base);
    map.put(VARIANT, variant);
    map.put(WORDS_PER_MINUTE, Integer.toString(wordsPerMinute));
    map.put(PITCH, Integer.toString(pitch));
    map.put(PITCH_RANGE, Integer.toString(pitchRange));
    map.put(VOLUME, Integer.toString(volume));
    return map;
  }

  /**
   * Makes a fresh library speak like this.
   *
   * @param file voice file for the language of the text
   */
  public void applyTo(EspeakLibrary library, String file) {
    library.select(variant.isEmpty() ? file : file + "+" + variant);
    library.set(RATE_PARAMETER, wordsPerMinute);
    library.set(VOLUME_PARAMETER, volume);
    library.set(PITCH_PARAMETER, pitch);
    library.set(RANGE_PARAMETER, pitchRange);
  }

  public void writeTo(DataOutputStream out) throws IOException {
    out.writeUTF(base);
    out.writeUTF(variant);
    out.writeInt(wordsPerMinute);
    out.writeInt(pitch);
    out.writeInt(pitchRange);
    out.writeInt(volume);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static EspeakParameters read(DataInputStream in) throws IOException {
    return new EspeakParameters(
        in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  private static String value(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the voice has no parameter \"" + name + "\"");
    }
    return value;
  }

  private static int number(Map<String, String> parameters, String name) {
    String value = value(parameters, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "parameter \"%s\" is not a whole number: %s".formatted(name, value), e);
    }
  }

  private static void checkRange(String name, int value, int minimum, int maximum) {
    if (value < minimum || value > maximum) {
      throw new IllegalArgumentException(
          "parameter \"%s\" is not %d to %d: %d".formatted(name, minimum, maximum, value));
    }
  }
}
