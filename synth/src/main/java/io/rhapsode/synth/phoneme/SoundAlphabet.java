package io.rhapsode.synth.phoneme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The sounds that a voice has, and what it says for others: the same without marks, the same in
 * another length, or the nearest that it has. May be used by several threads.
 */
public final class SoundAlphabet {
  private static final Map<String, List<String>> NEAR = near();
  private static final String TIES = "[\\u0361\\u035C]";
  private static final int LONGEST = 4;
  private static final char LONG = 'ː';

  private final Predicate<String> known;

  /**
   * @param known whether the voice has a sound: IPA in NFD without ties, such as "tʃ" or "ɔː"
   */
  public SoundAlphabet(Predicate<String> known) {
    this.known = known;
  }

  /**
   * A transcription in sounds that the voice has; stress marks and spaces stay as they are. What
   * has nothing near it is left out.
   *
   * @param ipa any case of ties and composed letters
   * @return sounds, "ˈ", "ˌ" and " ", in order
   */
  public List<String> sounds(String ipa) {
    String text = decomposed(ipa);
    List<String> sounds = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      char first = text.charAt(at);
      if (first == 'ˈ' || first == 'ˌ' || first == ' ') {
        sounds.add(String.valueOf(first));
        at++;
        continue;
      }
      int length = Math.min(LONGEST, text.length() - at);
      while (length > 0 && !isWhole(text, at, length)) {
        length--;
      }
      if (length == 0) {
        length = unit(text, at);
        sounds.addAll(nearest(text.substring(at, at + length)));
      } else {
        sounds.add(text.substring(at, at + length));
      }
      at += length;
    }
    return sounds;
  }

  /** Whether the voice has what stands there, and no mark of the last letter is left behind. */
  private boolean isWhole(String text, int at, int length) {
    return known.test(text.substring(at, at + length))
        && (at + length == text.length() || !isMark(text.charAt(at + length)));
  }

  /** The length of a letter with its marks, or of two letters that are one sound. */
  private static int unit(String text, int at) {
    int end = letter(text, at);
    if (end < text.length() && !isMark(text.charAt(end))) {
      int second = letter(text, end);
      if (NEAR.containsKey(text.substring(at, second))) {
        return second - at;
      }
    }
    return end - at;
  }

  private static int letter(String text, int at) {
    int end = at + Character.charCount(text.codePointAt(at));
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isMark(char letter) {
    int type = Character.getType(letter);
    return type == Character.NON_SPACING_MARK
        || type == Character.MODIFIER_LETTER && letter != 'ˈ' && letter != 'ˌ'
        || type == Character.MODIFIER_SYMBOL;
  }

  private List<String> nearest(String sound) {
    List<String> sounds = ofPieces(sound);
    if (sounds.isEmpty()) {
      String bare = sound.replaceAll("[\\p{Mn}\\p{Lm}\\p{Sk}&&[^ː]]", "");
      sounds = bare.equals(sound) ? sounds : ofPieces(bare);
      String plain = bare.replace(String.valueOf(LONG), "");
      sounds = sounds.isEmpty() && !plain.equals(bare) ? ofPieces(plain) : sounds;
    }
    if (sounds.isEmpty() && letter(sound, 0) < sound.length()) {
      int border = letter(sound, 0);
      List<String> parts = new ArrayList<>(nearest(sound.substring(0, border)));
      parts.addAll(nearest(sound.substring(border)));
      return parts;
    }
    return sounds;
  }

  /** The sound itself, or the first of those near it that the voice has. */
  private List<String> ofPieces(String sound) {
    if (known.test(sound)) {
      return List.of(sound);
    }
    for (String near : NEAR.getOrDefault(sound, List.of())) {
      if (near.equals("-")) {
        return List.of();
      }
      if (known.test(near)) {
        return List.of(near);
      }
      int border = letter(near, 0);
      if (border < near.length()
          && known.test(near.substring(0, border))
          && known.test(near.substring(border))) {
        return List.of(near.substring(0, border), near.substring(border));
      }
    }
    return List.of();
  }

  /** A transcription without ties, composed letters taken apart. */
  public static String decomposed(String ipa) {
    return Normalizer.normalize(ipa, Normalizer.Form.NFD).replaceAll(TIES, "");
  }

  private static Map<String, List<String>> near() {
    try (InputStream table = SoundAlphabet.class.getResourceAsStream("near-sounds.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      Map<String, List<String>> near = new HashMap<>();
      for (String line : lines.lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] sounds = decomposed(line.strip()).split("\\s+");
          near.put(sounds[0], Arrays.asList(sounds).subList(1, sounds.length));
        }
      }
      return near;
    } catch (IOException e) {
      throw new UncheckedIOException("near-sounds.txt cannot be read", e);
    }
  }
}
