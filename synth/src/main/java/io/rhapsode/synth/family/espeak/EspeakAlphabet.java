package io.rhapsode.synth.family.espeak;

import io.rhapsode.synth.family.espeak.library.EspeakPhoneme;
import io.rhapsode.synth.phoneme.SoundAlphabet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sounds of one voice file by the names that the library has for them, as the library itself
 * tells them. May be used by several threads.
 */
final class EspeakAlphabet {
  private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{L}\\p{M}ː]*");
  private static final String OPEN = "[[";
  private static final String CLOSE = "]]";

  private final Map<String, String> nameBySound = new HashMap<>();
  private final SoundAlphabet sounds = new SoundAlphabet(nameBySound::containsKey);

  /**
   * Of several names for a sound the shortest is the plainest, and one of letters before figures.
   */
  EspeakAlphabet(List<EspeakPhoneme> phonemes) {
    phonemes.stream()
        .sorted(
            Comparator.comparingInt((EspeakPhoneme phoneme) -> phoneme.name().length())
                .thenComparing(phoneme -> Character.isDigit(phoneme.name().charAt(0)))
                .thenComparing(EspeakPhoneme::name))
        .forEach(
            phoneme -> {
              String sound = SoundAlphabet.decomposed(phoneme.ipa().replace("^", ""));
              if (LETTERS.matcher(sound).matches()) {
                nameBySound.putIfAbsent(sound, phoneme.name());
              }
            });
  }

  /**
   * A pronunciation as the library takes it inside a text: {@code [[SIv'O:n]]}, a bracket for each
   * word.
   *
   * @return empty when the voice has none of the sounds
   */
  String bracketed(String ipa) {
    StringBuilder text = new StringBuilder(OPEN);
    boolean sounding = false;
    String last = "";
    for (String sound : sounds.sounds(ipa)) {
      switch (sound) {
        case "ˈ" -> text.append('\'');
        case "ˌ" -> text.append(',');
        case " " -> text.append(CLOSE).append(' ').append(OPEN);
        default -> {
          sounding = true;
          String name = nameBySound.get(sound);
          if (isOtherPhoneme(last, name)) {
            text.append('|');
          }
          text.append(name);
        }
      }
      last = sound.length() == 1 && "ˈˌ ".contains(sound) ? "" : nameBySound.get(sound);
    }
    return sounding ? text.append(CLOSE).toString() : "";
  }

  /** Whether two names written together would be read as another one: "t" and "S" as "tS". */
  private boolean isOtherPhoneme(String last, String name) {
    return !last.isEmpty()
        && nameBySound.values().stream()
            .anyMatch(other -> other.length() > last.length() && (last + name).startsWith(other));
  }
}
