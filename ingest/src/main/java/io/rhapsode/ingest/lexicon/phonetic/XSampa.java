package io.rhapsode.ingest.lexicon.phonetic;

import java.util.HashMap;
import java.util.Map;

/**
 * X-SAMPA, the International Phonetic Alphabet in ASCII (J. C. Wells, <i>Computer-coding the IPA: a
 * proposed extension of SAMPA</i>, 1995). Own code: no library of the registry reads it.
 */
public final class XSampa {
  /** Symbols, each as X-SAMPA and IPA; letters that are the same in both stand for themselves. */
  private static final String SYMBOLS =
      """
      b_< ɓ  d` ɖ  d_< ɗ  g ɡ  g_< ɠ  h\\ ɦ  j\\ ʝ  l` ɭ  l\\ ɺ  n` ɳ  p\\ ɸ  r` ɽ  r\\ ɹ  r\\` ɻ
      s` ʂ  s\\ ɕ  t` ʈ  v\\ ʋ  P ʋ  x\\ ɧ  z` ʐ  z\\ ʑ  A ɑ  B β  B\\ ʙ  C ç  D ð  E ɛ  F ɱ  G ɣ
      G\\ ɢ  G\\_< ʛ  H ɥ  H\\ ʜ  I ɪ  I\\ ᵻ  J ɲ  J\\ ɟ  J\\_< ʄ  K ɬ  K\\ ɮ  L ʎ  L\\ ʟ  M ɯ  M\\ ɰ
      N ŋ  N\\ ɴ  O ɔ  O\\ ʘ  Q ɒ  R ʁ  R\\ ʀ  S ʃ  T θ  U ʊ  U\\ ᵿ  V ʌ  W ʍ  X χ  X\\ ħ  Y ʏ  Z ʒ
      " ˈ  % ˌ  : ː  :\\ ˑ  @ ə  @\\ ɘ  @` ɚ  { æ  } ʉ  1 ɨ  2 ø  3 ɜ  3\\ ɞ  3` ɝ  4 ɾ  5 ɫ  6 ɐ
      7 ɤ  8 ɵ  9 œ  & ɶ  ? ʔ  ?\\ ʕ  <\\ ʢ  >\\ ʡ  ^ ↑  ! ↓  !\\ ǃ  |\\ ǀ  |\\|\\ ǁ  =\\ ǂ  -\\ ‿  - .
      . .  $ .  # .  ' ʲ  ` ˞  ~ ̃  = ̩
      _" ̈  _+ ̟  _- ̠  _/ ̌  _0 ̥  _= ̩  _> ʼ  _?\\ ˤ  _\\ ̂  _^ ̯  _} ̚  _~ ̃  _A ̘  _a ̺  _B ̏  _c ̜
      _d ̪  _e ̴  _F ̂  _G ˠ  _H ́  _h ʰ  _j ʲ  _k ̰  _L ̀  _l ˡ  _M ̄  _m ̻  _N ̼  _n ⁿ  _O ̹
      _o ̞  _q ̙  _R ̌  _r ̝  _T ̋  _t ̤  _v ̬  _w ʷ  _X ̆  _x ̽  _ ͡
      """;

  private static final String SAME = "abcdefhijklmnopqrstuvwxyz";
  private static final int LONGEST = 4;
  private static final Map<String, String> IPA = table();

  private XSampa() {}

  private static Map<String, String> table() {
    Map<String, String> table = new HashMap<>();
    String[] symbols = SYMBOLS.strip().split("\\s+");
    for (int i = 0; i < symbols.length; i += 2) {
      table.put(symbols[i], symbols[i + 1]);
    }
    SAME.chars().mapToObj(Character::toString).forEach(letter -> table.putIfAbsent(letter, letter));
    return table;
  }

  /**
   * The transcription in the International Phonetic Alphabet, as {@link Ipa#canonical} has it.
   *
   * @throws IllegalArgumentException saying what is no symbol of X-SAMPA
   */
  public static String toIpa(String written) {
    StringBuilder ipa = new StringBuilder();
    for (int at = 0; at < written.length(); ) {
      if (Character.isWhitespace(written.charAt(at))) {
        ipa.append(' ');
        at++;
        continue;
      }
      int length = Math.min(LONGEST, written.length() - at);
      while (length > 0 && !IPA.containsKey(written.substring(at, at + length))) {
        length--;
      }
      if (length == 0) {
        throw new IllegalArgumentException(
            "'%s' in '%s' is no symbol of X-SAMPA"
                .formatted(Character.toString(written.codePointAt(at)), written));
      }
      ipa.append(IPA.get(written.substring(at, at + length)));
      at += length;
    }
    return Ipa.canonical(ipa.toString());
  }
}
