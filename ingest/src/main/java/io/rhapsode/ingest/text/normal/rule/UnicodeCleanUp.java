package io.rhapsode.ingest.text.normal.rule;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/**
 * Brings text into the characters that speech engines know, in every language: NFC (UAX #15),
 * compatibility forms of Latin letters spelled out, one kind of quotation mark, dash and ellipsis,
 * no invisible characters, single spaces. Idempotent.
 */
public final class UnicodeCleanUp {
  /** Controls, soft hyphen, zero-width space and joiners' kin, direction marks, byte order mark. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}&&[^\\t\\n"
              + "\\x0B\\f\\r"
              + "\\x{85}]]|[\\x{AD}\\x{34F}\\x{61C}\\x{180E}\\x{200B}\\x{200E}\\x{200F}"
              + "\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{FE00}-\\x{FE0F}\\x{FEFF}\\x{FFF9}-\\x{FFFD}]|[\\p{Cs}\\p{Co}]");

  private static final Pattern SPACE = Pattern.compile("[\\s\\x{85}\\p{Z}]+");
  private static final Pattern EDGE = Pattern.compile("^ | $");
  private static final Pattern COMPATIBLE =
      Pattern.compile("[\\x{FB00}-\\x{FB06}\\x{1D400}-\\x{1D7FF}₀-₉￠￡￥￦ĳĲǆǅǄǉǈǇǌǋǊǳǲǱŉ㎏㎝㎞㎡℡™℠℃℉]");
  private static final Pattern FULL_WIDTH =
      Pattern.compile("[\\x{FF10}-\\x{FF19}\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}]+");
  private static final Pattern SINGLE_QUOTE = Pattern.compile("[‘’‚‛ʼ`´′＇]");
  private static final Pattern DOUBLE_QUOTE = Pattern.compile("[“”„‟″＂]|''|,,(?=\\p{L})");
  private static final Pattern HYPHEN = Pattern.compile("[‐‑⁃﹣]");
  private static final Pattern DASH = Pattern.compile("[―‒]|(?<!-)-{2,3}(?!-)|—{2,}");
  private static final Pattern ELLIPSIS = Pattern.compile("…+|(?:\\. ){2,}\\.|\\.{4,}|‥");
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  /** A base character with the marks and Hangul letters that may combine with it. */
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private UnicodeCleanUp() {}

  public static AlignedText apply(AlignedText text) {
    return isClean(text.text()) ? text : cleaned(text);
  }

  /** Whether a text is plain ASCII without anything that is rewritten: nearly all text is. */
  private static boolean isClean(String text) {
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char mark = text.charAt(i);
      boolean doubled = mark == last && " -'.,".indexOf(mark) >= 0 || mark == '.' && last == ' ';
      if (mark < ' ' || mark > '~' || mark == '`' || doubled) {
        return false;
      }
      last = mark;
    }
    return last != ' ';
  }

  private static AlignedText cleaned(AlignedText text) {
    AlignedText clean = text.replace(INVISIBLE, match -> "");
    if (!NFC.isNormalized(clean.text())) {
      clean = clean.replace(CLUSTER, match -> NFC.normalize(match.group()));
    }
    return clean
        .replace(COMPATIBLE, match -> compatible(match.group()))
        .replace(FULL_WIDTH, match -> NFKC.normalize(match.group()))
        .replace(SPACE, match -> " ")
        .replace(EDGE, match -> "")
        .replace(SINGLE_QUOTE, match -> "'")
        .replace(DOUBLE_QUOTE, match -> "\"")
        .replace(HYPHEN, match -> "-")
        .replace(DASH, match -> "—")
        .replace(ELLIPSIS, match -> "...");
  }

  private static String compatible(String character) {
    return switch (character) {
      case "℃" -> "°C";
      case "℉" -> "°F";
      case "™", "℠", "℡" -> "";
      default -> NFKC.normalize(character);
    };
  }
}
