package io.rhapsode.ingest.lexicon.phonetic;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The International Phonetic Alphabet as people type it: checked, and brought into one form.
 * Letters are those of the chart of 2020 with the ligatures and rhotic vowels that are still
 * written.
 */
public final class Ipa {
  private static final String CONSONANTS =
      "pbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʘǀǃǂǁɓɗʄɠʛʍwɥʜʢʡɕʑɺɧɫ";
  private static final String VOWELS = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻᵿ";
  private static final String MARKS = "ˈˌːˑʰʱʷʲˠˤⁿˡʼ˞˔˕˖˗˜˥˦˧˨˩↗↘↑↓ˀᵊᵝᶣᵈᵗᶿˣ";

  /** Marks over, under and through letters, and ties, among those that Unicode combines. */
  private static final Pattern COMBINING =
      Pattern.compile(
          "[\\u0300\\u0301\\u0302\\u0303\\u0304\\u0306\\u0308\\u030A\\u030B\\u030C\\u030D\\u030F\\u0311\\u0318\\u0319"
              + "\\u031A\\u031C-\\u0325\\u0327\\u0329\\u032A\\u032C\\u032F\\u0330\\u0334\\u0339-\\u033D\\u035C\\u0361"
              + "\\u1DC4-\\u1DC8]");

  /** What does not sound: ends of syllables and feet, joints, optional sounds. */
  private static final Pattern SILENT = Pattern.compile("[.|\\u2016\\u203F()/]");

  /** What stands for letters of the alphabet on common keyboards and in old books. */
  private static final Map<String, String> EQUIVALENTS =
      Map.ofEntries(
          Map.entry("g", "ɡ"),
          Map.entry(":", "ː"),
          Map.entry("'", "ˈ"),
          Map.entry("’", "ˈ"),
          Map.entry(",", "ˌ"),
          Map.entry("ʦ", "ts"),
          Map.entry("ʣ", "dz"),
          Map.entry("ʧ", "tʃ"),
          Map.entry("ʤ", "dʒ"),
          Map.entry("ʨ", "tɕ"),
          Map.entry("ʥ", "dʑ"),
          Map.entry("ɩ", "ɪ"),
          Map.entry("ɷ", "ʊ"),
          Map.entry("ε", "ɛ"),
          Map.entry("ɼ", "r̝"));

  private Ipa() {}

  /**
   * The one form of a transcription: NFC, single spaces between words, no marks between syllables.
   *
   * @throws IllegalArgumentException saying what is no letter of the alphabet, and where
   */
  public static String canonical(String written) {
    String decomposed = Normalizer.normalize(written.strip(), Normalizer.Form.NFD);
    StringBuilder ipa = new StringBuilder();
    boolean sounds = false;
    for (int at = 0; at < decomposed.length(); ) {
      int point = decomposed.codePointAt(at);
      String letter = Character.toString(point);
      at += letter.length();
      if (Character.isWhitespace(point)) {
        ipa.append(ipa.isEmpty() || ipa.charAt(ipa.length() - 1) == ' ' ? "" : " ");
      } else if (!SILENT.matcher(letter).matches()) {
        String known = EQUIVALENTS.getOrDefault(letter, letter);
        require(known, letter, written);
        sounds |= isSound(known.codePointAt(0));
        ipa.append(known);
      }
    }
    if (!sounds) {
      throw new IllegalArgumentException("'%s' has no sound".formatted(written));
    }
    return Normalizer.normalize(ipa.toString().strip(), Normalizer.Form.NFC);
  }

  /**
   * The same sounds as they are in a language: English has no trill, but most write its "r" so.
   *
   * @param language primary subtag
   */
  public static String ofLanguage(String ipa, String language) {
    return language.equals("en") ? ipa.replace('r', 'ɹ') : ipa;
  }

  /** Whether a letter stands for a sound by itself. */
  static boolean isSound(int point) {
    return CONSONANTS.indexOf(point) >= 0 || VOWELS.indexOf(point) >= 0 || point == 'c';
  }

  private static void require(String known, String letter, String written) {
    int point = known.codePointAt(0);
    if (!isSound(point) && MARKS.indexOf(point) < 0 && !COMBINING.matcher(known).matches()) {
      throw new IllegalArgumentException(
          "'%s' (U+%04X) in '%s' is no letter of the International Phonetic Alphabet"
              .formatted(letter, letter.codePointAt(0), written));
    }
  }
}
