package io.rhapsode.ingest.lexicon.phonetic;

import io.rhapsode.ingest.text.language.LanguageTags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sounds spelled in the letters of a language, so that those who read letters only come near them.
 * The tables {@code respelling-LANGUAGE.txt} give letters for sounds, the longest first, by what
 * stands behind: a following vowel matters to "c" in Italian and to "g" in French.
 */
public final class Respelling {
  private static final Map<String, Optional<Respelling>> BY_LANGUAGE = new ConcurrentHashMap<>();

  /** What of a transcription is not spelled. */
  private static final String UNSPELLED = "[ˈˌ\\u0361\\u035Cʰʱ˞ʼ]|(?![\\u0303\\u0327])\\p{Mn}";

  private final Map<String, String> letters;
  private final int longest;

  private Respelling(Map<String, String> letters) {
    this.letters = Map.copyOf(letters);
    this.longest = letters.keySet().stream().mapToInt(String::length).max().orElseThrow();
  }

  /** Languages that sounds can be spelled in; empty when a language is none of them. */
  public static Optional<Respelling> of(String language) {
    return BY_LANGUAGE.computeIfAbsent(LanguageTags.primary(language), Respelling::read);
  }

  /**
   * Letters for sounds. A sound that the table lacks is left out.
   *
   * @param ipa as {@link Ipa#canonical} has it
   * @param capital whether it is a name
   * @return possibly blank
   */
  public String spelled(String ipa, boolean capital) {
    String sounds =
        Normalizer.normalize(
            Normalizer.normalize(ipa, Normalizer.Form.NFD).replaceAll(UNSPELLED, ""),
            Normalizer.Form.NFC);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < sounds.length(); ) {
      int length = Math.min(longest, sounds.length() - at);
      while (length > 1 && !letters.containsKey(sounds.substring(at, at + length))) {
        length--;
      }
      String sound = sounds.substring(at, at + length);
      text.append(sound.isBlank() ? " " : letters.getOrDefault(sound, ""));
      at += length;
    }
    if (capital && !text.isEmpty()) {
      text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    }
    return text.toString().strip();
  }

  private static Optional<Respelling> read(String language) {
    InputStream table = Respelling.class.getResourceAsStream("respelling-" + language + ".txt");
    if (table == null) {
      return Optional.empty();
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      Map<String, String> letters = new HashMap<>();
      for (String line : lines.lines().collect(Collectors.toList())) {
        String[] pairs = line.startsWith("#") ? new String[0] : line.strip().split("\\s+");
        for (int i = 0; i + 1 < pairs.length; i += 2) {
          letters.put(
              Normalizer.normalize(pairs[i], Normalizer.Form.NFC),
              pairs[i + 1].equals("-") ? "" : pairs[i + 1]);
        }
      }
      return Optional.of(new Respelling(letters));
    } catch (IOException e) {
      throw new UncheckedIOException("the table of respellings cannot be read", e);
    }
  }
}
