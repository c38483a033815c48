package io.rhapsode.ingest.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * Roman numerals where the words around them show that they are numerals. A lone I is a pronoun,
 * unless it ends a heading such as "Chapter I".
 */
final class EnglishRomans {
  private static final String NUMERAL =
      "(?=[IVXLCDM])(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![\\p{L}\\p{N}'])";
  private static final String PARTS =
      "(?:[Cc]hapter|[Pp]art|[Bb]ook|[Vv]olume|[Aa]ct|[Ss]cene|[Ss]ection|[Cc]anto|[Aa]ppendix|"
          + "[Aa]rticle|[Ll]etter|[Ff]igure|[Pp]late|[Tt]able|[Ss]tanza|[Pp]salm|[Ee]pisode|[Pp]hase|[Tt]ype|[Cc]lass|World"
          + " War|CHAPTER|PART|BOOK|VOLUME|ACT|SCENE|SECTION|CANTO|APPENDIX|"
          + "ARTICLE|LETTER|FIGURE|PLATE|TABLE|STANZA|PSALM|EPISODE)";
  private static final String RULERS =
      "(?:Adrian|Albert|Alexander|Alfonso|Amenhotep|Artaxerxes|Baldwin|Benedict|Boniface|Carl|"
          + "Catherine|Charles|Christian|Clement|Darius|David|Edward|Elizabeth|Eugene|Ferdinand|"
          + "Francis|Frederick|George|Gregory|Gustav|Gustavus|Haakon|Hadrian|Harald|Henry|Henri|Honorius|Innocent|Ivan|James|John|John"
          + " Paul|Joseph|Julius|Leo|Leopold|Louis|Ludwig|"
          + "Manuel|Martin|Maximilian|Mehmed|Murad|Napoleon|Nicholas|Olaf|Otto|Paul|Pedro|Peter|"
          + "Philip|Pius|Ptolemy|Ramesses|Rameses|Ramses|Richard|Robert|Rudolf|Selim|Sixtus|Stephen|"
          + "Thutmose|Umberto|Urban|Wilhelm|William|Xerxes)";

  static final List<Rule> RULES =
      List.of(
          Rule.of("(?<![\\p{L}\\p{N}])(" + PARTS + "\\.? )" + NUMERAL, EnglishRomans::part),
          Rule.of("(?<![\\p{L}\\p{N}])(" + RULERS + " )" + NUMERAL, EnglishRomans::ruler),
          Rule.of(
              "(?<![\\p{L}\\p{N}])()"
                  + NUMERAL.replace(
                      "(?![\\p{L}\\p{N}'])", "(?:th|st|nd|rd)?(?= [Cc]entur(?:y|ies))"),
              EnglishRomans::century));

  private EnglishRomans() {}

  private static String part(MatchResult match) {
    String numeral = match.group(2);
    if (numeral.equals("I") && !endsHeading(match)) {
      return null;
    }
    return match.group(1) + EnglishNumbers.cardinal(value(numeral));
  }

  /** "Part I" at the start of a text and followed by nothing or by a mark. */
  private static boolean endsHeading(MatchResult match) {
    return match.start() == 0
        && Character.isUpperCase(match.group(1).charAt(0))
        && !match.group().isEmpty();
  }

  private static String ruler(MatchResult match) {
    String numeral = match.group(2);
    if (numeral.equals("I")
        || numeral.equals("C")
        || numeral.equals("D")
        || numeral.equals("M")
        || numeral.equals("L")) {
      return null;
    }
    return match.group(1) + "the " + EnglishNumbers.ordinal(value(numeral));
  }

  private static String century(MatchResult match) {
    return match.group(2).length() < 2 && !match.group(2).matches("[VX]")
        ? null
        : EnglishNumbers.ordinal(value(match.group(2)));
  }

  private static int value(String numeral) {
    String letters = numeral.toUpperCase(Locale.ROOT);
    int sum = 0;
    for (int i = 0; i < letters.length(); i++) {
      int value = valueOf(letters.charAt(i));
      boolean subtracted = i + 1 < letters.length() && valueOf(letters.charAt(i + 1)) > value;
      sum += subtracted ? -value : value;
    }
    return sum;
  }

  private static int valueOf(char letter) {
    return switch (letter) {
      case 'I' -> 1;
      case 'V' -> 5;
      case 'X' -> 10;
      case 'L' -> 50;
      case 'C' -> 100;
      case 'D' -> 500;
      case 'M' -> 1000;
      default -> throw new IllegalArgumentException("not a Roman digit: " + letter);
    };
  }
}
