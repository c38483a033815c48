package io.rhapsode.ingest.document.office;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.text.language.LanguageGuess;
import io.rhapsode.pipeline.text.DecodedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Bytes of a text that does not name its encoding, or names a wrong one. What ICU finds likely by
 * the bytes is weighed by the text it gives: letters inside words, in one script, and the most
 * frequent words of a language.
 */
public final class TextDecoder {
  private static final int ESCAPE = 0x1B;
  private static final char REPLACEMENT = '\uFFFD';

  /** As much as the encodings are compared by, in bytes. */
  private static final int SAMPLE = 1 << 16;

  /** One byte in so many is a zero in any UTF-16 with spaces. */
  private static final int FEWEST_ZEROS = 20;

  /** So many right sequences of UTF-8 to a wrong one make a text UTF-8. */
  private static final int MOSTLY = 4;

  private static final List<String> CYRILLIC =
      List.of("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "tg");

  /** What ICU may miss in short texts. */
  private static final List<String> CANDIDATES =
      List.of(
          "windows-1252",
          "windows-1250",
          "ISO-8859-2",
          "windows-1251",
          "KOI8-R",
          "KOI8-U",
          "IBM866",
          "windows-1253",
          "windows-1254",
          "windows-1255",
          "windows-1256",
          "windows-1257",
          "Shift_JIS",
          "EUC-JP",
          "GB18030",
          "Big5",
          "EUC-KR",
          "ISO-8859-15",
          "IBM850",
          "x-MacRoman");

  /** Signs that stand inside words only when an encoding was mistaken. */
  private static final Pattern FOREIGN_SIGN =
      Pattern.compile(
          "(?<=\\p{L})[\\p{S}\\p{No}\\p{Cc}\\p{Co}¡¿«»§¶·‡†…„‚&&[^\\n"
              + "\\r"
              + "\\t\\f®™°º^`´+=<>|~$]](?=\\p{L})|[\\u0080-\\u009F]");

  /** A capital in the middle of a word of small letters. */
  private static final Pattern INNER_CAPITAL = Pattern.compile("\\p{Ll}\\p{Lu}");

  /** Letters that end words, before another: Hebrew and Greek write them so nowhere. */
  private static final Pattern INNER_FINAL =
      Pattern.compile("[ךםןףץ\\u200E\\u200F](?=\\p{IsHebrew})|ς(?=\\p{IsGreek})");

  /** Quotation marks, apostrophes and dashes where they belong. */
  private static final Pattern QUOTES =
      Pattern.compile(
          "(?<!\\S)[“„«‘]\\S|\\p{L}’\\p{L}|\\S[”»“](?![\\p{L}\\p{N}])|(?<=\\s)[–—](?=\\s)|\\S…");

  private static final String OTHER_SCRIPT =
      "[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArabic}\\p{IsHebrew}\\p{IsThai}\\p{IsHan}\\p{IsHangul}\\p{IsKatakana}]";

  private static final Pattern MIXED_SCRIPTS =
      Pattern.compile("\\p{IsLatin}" + OTHER_SCRIPT + "|" + OTHER_SCRIPT + "\\p{IsLatin}");

  /** Encodings of systems that are long gone are believed with more evidence only. */
  private static final Pattern OLD = Pattern.compile("IBM.*|x-Mac.*");

  /** UTF-8 that was read as Windows-1252 and stored so: "Ã©", "â€™". */
  private static final Pattern TWICE_ENCODED =
      Pattern.compile(
          "[ÃÂÅÄ][\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\\u009D\\u0153”“˜¦]");

  private TextDecoder() {}

  /** Text by its byte order mark, as UTF-8, or in the encoding that makes most sense of it. */
  public static String decode(byte[] content) {
    return repairedTwice(Markup.withoutMark(decodeOnce(content)));
  }

  private static String decodeOnce(byte[] content) {
    boolean escapes = false;
    for (byte each : content) {
      escapes |= each == ESCAPE || each == 0;
    }
    if (!escapes && DecodedText.isUtf8(content)) {
      return new String(content, StandardCharsets.UTF_8);
    }
    if (!escapes && isMostlyUtf8(content)) {
      return repaired(content);
    }
    Optional<Charset> wide = escapes ? wide(content) : Optional.empty();
    if (wide.isPresent()) {
      return new String(content, wide.get());
    }
    return best(content, escapes).orElseGet(() -> Markup.decode(content));
  }

  /** UTF-16 by the zeros that stand in every other byte of a text with Latin letters or spaces. */
  private static Optional<Charset> wide(byte[] content) {
    int[] zeros = new int[2];
    for (int index = 0; index < content.length; index++) {
      zeros[index % 2] += content[index] == 0 ? 1 : 0;
    }
    int enough = Math.max(1, content.length / FEWEST_ZEROS);
    if (zeros[0] >= enough && zeros[1] * FEWEST_ZEROS < zeros[0]) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return zeros[1] >= enough && zeros[0] * FEWEST_ZEROS < zeros[1]
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static Optional<String> best(byte[] content, boolean escapes) {
    byte[] sample = content.length > SAMPLE ? Arrays.copyOf(content, SAMPLE) : content;
    String best = null;
    double highest = Double.NEGATIVE_INFINITY;
    int likelihood = 0;
    Set<String> names = new LinkedHashSet<>();
    List<Integer> confidences = new ArrayList<>();
    for (CharsetMatch match : new CharsetDetector().setText(sample).detectAll()) {
      String name = match.getName().replaceFirst("^ISO-8859-1$", "windows-1252");
      boolean wide = name.startsWith("UTF-16") || name.startsWith("UTF-32");
      if (Charset.isSupported(name) && (escapes || !wide) && names.add(name)) {
        confidences.add(match.getConfidence());
      }
    }
    if (!escapes) {
      names.addAll(CANDIDATES);
    }
    int place = 0;
    for (String name : names) {
      likelihood = place < confidences.size() ? confidences.get(place) : 0;
      place++;
      String text = new String(sample, Charset.forName(name));
      if (escapes && text.indexOf(REPLACEMENT) >= 0) {
        continue;
      }
      double score = score(text) + likelihood / 400.0 - (OLD.matcher(name).matches() ? 1 : 0);
      if (score > highest) {
        highest = score;
        best = name;
      }
    }
    return Optional.ofNullable(best).map(name -> new String(content, Charset.forName(name)));
  }

  /** How much sense a text makes; the higher, the more. */
  private static double score(String text) {
    long foreign = text.codePoints().filter(point -> point > 0x7F).count();
    double faults = count(FOREIGN_SIGN, text) + 2.0 * count(MIXED_SCRIPTS, text);
    faults += 0.5 * count(INNER_CAPITAL, text) + 3.0 * count(INNER_FINAL, text);
    faults += text.chars().filter(unit -> unit == REPLACEMENT).count() * 5.0;
    double clean = 4 * (1 - Math.min(1, faults / Math.max(1, foreign)));
    if (clean < 2) {
      return clean;
    }
    Optional<String> sure = LanguageGuess.of(text).or(() -> LanguageGuess.ofShort(text));
    double known = sure.map(tag -> 2 + 4 * LanguageGuess.plainShare(tag, text)).orElse(0.0);
    known +=
        sure.or(() -> LanguageGuess.likeliest(text))
            .map(tag -> 3 * ownLettersOfKin(tag, text))
            .orElse(0.0);
    boolean ideographs = text.codePoints().anyMatch(point -> point >= 0x3040);
    double dense = ideographs ? commonIdeographs(text, foreign) : 0;
    double quotes = 2.0 * count(QUOTES, text) / Math.max(1, foreign);
    return clean + known + dense + quotes;
  }

  /** Of a short text the script is sure long before the language: the best of its kin counts. */
  private static double ownLettersOfKin(String language, String text) {
    double own = ownLetters(language, text);
    return CYRILLIC.contains(language)
        ? CYRILLIC.stream().mapToDouble(kin -> ownLetters(kin, text)).max().orElse(own)
        : own;
  }

  /** The share of letters beyond ASCII that the language is written with, by CLDR. */
  private static double ownLetters(String language, String text) {
    UnicodeSet alphabet =
        LocaleData.getExemplarSet(
            new ULocale(language), UnicodeSet.CASE_INSENSITIVE, LocaleData.ES_STANDARD);
    long letters = 0;
    long own = 0;
    for (int point : text.codePoints().filter(each -> each > 0x7F).toArray()) {
      if (Character.isLetter(point)) {
        letters++;
        own += alphabet.contains(point) ? 1 : 0;
      }
    }
    return letters == 0 ? 1 : (double) own / letters;
  }

  /** Wrong multi-byte readings give rare ideographs and half-width forms. */
  private static double commonIdeographs(String text, long foreign) {
    long common =
        text.codePoints()
            .filter(
                point ->
                    point >= 0x3040 && point <= 0x30FF
                        || point >= 0xAC00 && point <= 0xD7A3
                        || point >= 0x3000 && point <= 0x3002
                        || COMMON.indexOf(point) >= 0)
            .count();
    return 6.0 * common / Math.max(1, foreign) - 1;
  }

  /** The most frequent ideographs of Chinese, simplified and traditional, and of Japanese. */
  private static final String COMMON =
      "的一是不了在人有我他这这個个上们們来來到时時大地为為子中你说說生国國年着着就那和要她出也得里裡后後自以会會家可下而过過天去能对對小多然于於心学學么"
          + "之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛老因很给給"
          + "名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感本何見思言彼私目";

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  /** Whether far more sequences of several bytes are right UTF-8 than wrong. */
  private static boolean isMostlyUtf8(byte[] content) {
    String decoded = new String(content, StandardCharsets.UTF_8);
    long wrong = decoded.chars().filter(unit -> unit == REPLACEMENT).count();
    long right = decoded.codePoints().filter(point -> point > 0x7F && point != REPLACEMENT).count();
    return right > MOSTLY * wrong;
  }

  /** UTF-8 in which bytes that are none are taken for Windows-1252. */
  private static String repaired(byte[] content) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer text = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(bytes, text, true);
    while (result.isError()) {
      byte[] wrong = new byte[result.length()];
      bytes.get(wrong);
      text.put(new String(wrong, Charset.forName("windows-1252")));
      result = decoder.decode(bytes, text, true);
    }
    return text.flip().toString();
  }

  /** Undoes an encoding that was done twice, where all of the text shows it. */
  static String repairedTwice(String text) {
    if (count(TWICE_ENCODED, text) == 0) {
      return text;
    }
    byte[] bytes = text.getBytes(Charset.forName("windows-1252"));
    String once = new String(bytes, StandardCharsets.UTF_8);
    return DecodedText.isUtf8(bytes)
            && text.equals(new String(bytes, Charset.forName("windows-1252")))
        ? once
        : text;
  }

  /** Whether a text still looks as if its encoding had been mistaken. */
  static boolean isGarbled(String text) {
    return count(TWICE_ENCODED, text) > 2
        || text.chars().filter(unit -> unit == REPLACEMENT).count() > 2;
  }
}
