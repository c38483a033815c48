package io.rhapsode.ingest.subtitle.stl;

import com.ibm.icu.text.Normalizer2;
import java.nio.charset.Charset;

/**
 * The character code tables of EBU STL. Table 00 is ISO 6937, which neither the JDK nor ICU4J has:
 * an accent stands before its letter.
 */
enum StlCharacters {
  LATIN(null),
  CYRILLIC("ISO-8859-5"),
  ARABIC("ISO-8859-6"),
  GREEK("ISO-8859-7"),
  HEBREW("ISO-8859-8");

  private static final int FIRST_ACCENT = 0xC1;
  private static final int LAST_ACCENT = 0xCF;

  /** 0xC1 to 0xCF. */
  private static final String ACCENTS =
      "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030A\u0327\u0332\u030B\u0328\u030C";

  /** 0xA0 to 0xFF; a space where nothing is assigned. */
  private static final String UPPER =
      "\u00A0¡¢£$¥#§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿"
          + "                ―¹®©™♪¬¦    ⅛⅜⅝⅞ΩÆĐªĦ ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\u00AD";

  private final Charset charset;

  StlCharacters(String charset) {
    this.charset = charset == null ? null : Charset.forName(charset);
  }

  /**
   * The table that a file names.
   *
   * @param code the two digits of the field CCT; anything else is Latin
   */
  static StlCharacters of(String code) {
    return switch (code) {
      case "01" -> CYRILLIC;
      case "02" -> ARABIC;
      case "03" -> GREEK;
      case "04" -> HEBREW;
      default -> LATIN;
    };
  }

  /** Characters, without control codes among them. */
  String decode(byte[] codes, int start, int end) {
    if (charset != null) {
      return new String(codes, start, end - start, charset);
    }
    StringBuilder text = new StringBuilder();
    char accent = 0;
    for (int at = start; at < end; at++) {
      int code = codes[at] & 0xFF;
      if (code >= FIRST_ACCENT && code <= LAST_ACCENT) {
        accent = ACCENTS.charAt(code - FIRST_ACCENT);
        continue;
      }
      text.append(character(code));
      if (accent != 0) {
        text.append(accent);
        accent = 0;
      }
    }
    return Normalizer2.getNFCInstance().normalize(text);
  }

  private static char character(int code) {
    if (code == '$') {
      return '¤';
    }
    return code < 0xA0 ? (char) code : UPPER.charAt(code - 0xA0);
  }
}
