package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Roman numerals where the words around them show that they are numerals. A lone I is a pronoun,
 * unless it ends a heading such as "Chapter I".
 */
final class EnglishRomans {
  private static final String NUMERAL =
      "(?=[IVXLCDM])(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![\\p{L}\\p{N}'])";
  private static final String PARTS =
      "(?:[Cc]hapters?|[Pp]arts?|[Bb]ooks?|[Vv]olumes?|[Aa]cts?|[Ss]cenes?|[Ss]ections?|[Cc]antos?|[Aa]ppendix|"
          + "[Aa]rticle|[Ll]etter|[Ff]igure|[Pp]late|[Tt]able|[Ss]tanza|[Pp]salm|[Ee]pisode|[Pp]hase|[Tt]ype|[Cc]lass|World"
          + " War|CHAPTER|PART|BOOK|VOLUME|ACT|SCENE|SECTION|CANTO|APPENDIX|"
          + "ARTICLE|LETTER|FIGURE|PLATE|TABLE|STANZA|PSALM|EPISODE)";
  private static final String RULERS =
      "(?:Adrian|Albert|Alexander|Alfonso|Amenhotep|Artaxerxes|Baldwin|Benedict|Boniface|Carl|"
          + "Catherine|Charles|Christian|Clement|Darius|David|Edward|Elizabeth|Eugene|Ferdinand|"
          + "Francis|Frederick|George|Gregory|Gustav|Gustavus|Haakon|Hadrian|Harald|Henry|Henri|Honorius|Innocent|Ivan|James|John|John"
          + " Paul|Joseph|Julius|Leo|Leopold|Louis|Ludwig|"
          + "Manuel|Martin|Mary|Anne|Maximilian|Mehmed|Murad|Napoleon|Nicholas|Olaf|Otto|Paul|Pedro|Peter|"
          + "Philip|Pius|Ptolemy|Ramesses|Rameses|Ramses|Richard|Robert|Rudolf|Selim|Sixtus|Stephen|"
          + "Thutmose|Umberto|Urban|Wilhelm|William|Xerxes)";

  /** Two letters or more, and none that are also a word, an abbreviation or a size. */
  private static final String CLEAR =
      "(II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX|XX[IVX]*|XXX[IVX]*|XL[IVX]+|L[VX]+I*)"
          + "(?![\\p{L}\\p{N}'-]| drip| line| fluid)";

  /** Numbered things whose names look like those of rulers. */
  private static final Set<String> THINGS =
      Set.of(
          ("War Apollo Rocky Mark Type Class Phase Schedule Vatican Bowl Fantasy Saturn Titan Model"
                  + " Panzer Camp Title Level Stage Grade Division Army Corps Group Category Case"
                  + " Tier Zone Version Generation Olympiad Terminator Gemini Voyager Polaris"
                  + " Legion Precinct Ward District Region Area Unit Module Lesson Step Rule Order"
                  + " Law Theorem Lemma Note Item Form Exhibit Map Chart Series Season Paper Report"
                  + " Study Trial Factor Nerve Symphony Concerto Sonata Opus Quartet Number Studio"
                  + " Room Gate Dynasty Roman Sector Annex Appendix Page Verse Stalag Oflag"
                  + " Superbowl Wrestlemania Godfather Alien Predator Part Volume Book Chapter")
              .split(" "));

  private static final Set<String> ARTICLES = Set.of("the", "The", "a", "A", "this", "This");
  private static final Pattern SEQUENCE = Pattern.compile("[IVXLC]+");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "^(I|V|X|" + CLEAR.substring(1, CLEAR.indexOf(')')) + ")(?=\\.?$)",
              match -> EnglishNumbers.cardinal(RomanNumerals.value(match.group(1)))),
          Rule.of(
              "(?<!(?<!\\p{L})(?:This|The|the|this|My|my|A|a|Every|every|his|her|His|Her) )"
                  + "(?<![\\p{L}\\p{N}])((?=\\p{Lu})"
                  + PARTS
                  + " )(I)(?![\\p{L}\\p{N}'])",
              match -> match.group(1) + "one"),
          Rule.of(
              "(?<![\\p{L}\\p{N}])("
                  + PARTS
                  + "\\.? )([IVXLC]+(?:(?: ?[-–] ?|, | and | or |, and"
                  + " )(?=[IVXLC]+(?![\\p{L}\\p{N}']))[IVXLC]+)+)(?![\\p{L}\\p{N}'])",
              match -> match.group(1) + sequence(match.group(2))),
          Rule.of("(?<![\\p{L}\\p{N}])(" + PARTS + "\\.? )" + NUMERAL, EnglishRomans::part),
          Rule.of(
              "(?<=(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan) )("
                  + RULERS
                  + " )(I)(?![\\p{L}\\p{N}])",
              EnglishRomans::ruler),
          Rule.of(
              "(?<![\\p{L}\\p{N}])("
                  + RULERS
                  + " )(?!I(?![IVX]| of |[),;:]|'s|\\.?[\"')\\]]*$))"
                  + NUMERAL.replace("'])", "]|'(?!s))"),
              EnglishRomans::ruler),
          Rule.of(
              "(?<=^|[.!?] )("
                  + RULERS
                  + " )(I)(?= (?:was|had|died|reigned|ruled|became|succeeded|abdicated|married"
                  + "|ascended|and)(?!\\p{L}))",
              EnglishRomans::ruler),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?=M[CDLXVIM]{3})(M{1,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})"
                  + "(?:IX|IV|V?I{0,3}))(?![\\p{L}\\p{N}'])",
              match -> EnglishNumbers.year((int) RomanNumerals.value(match.group(1)))),
          Rule.inContext(
              "(?<![\\p{L}\\p{N}'])((?!(?:The|An|This|That|His|Her|By|On|With|From|For|And|But)"
                  + " )\\p{Lu}\\p{L}{2,15} )"
                  + CLEAR,
              EnglishRomans::unlistedRuler),
          Rule.of(
              "(?=[IVXL])(?<=(?<!\\p{L})(?!The|An|This|That|His|Her|By|On|With|From|For|And|But)\\p{Lu}\\p{Ll}{2,15}"
                  + " )"
                  + CLEAR,
              match -> EnglishNumbers.cardinal(RomanNumerals.value(match.group(1)))),
          Rule.of(
              "(?<![\\p{L}\\p{N}])((?:Chapter|Act|Scene|Book|Part|Canto|Volume|Section|[Pp]ages?|chapters?|volumes?|scene|act|canto|book|part|section|[Ff]olios?)"
                  + " )([ivxl]{1,7}(?:[-–][ivxl]{1,7})?)(?![\\p{L}\\p{N}'])",
              EnglishRomans::lowerPart),
          Rule.of(
              "(?<![\\p{L}\\p{N}])()"
                  + NUMERAL.replace(
                      "(?![\\p{L}\\p{N}'])",
                      "(?:th|st|nd|rd)?(?=(?:(?: and | or | to the |[-–])[IVX]+(?:th|st|nd|rd)?)?"
                          + " [Cc]entur(?:y|ies))"),
              EnglishRomans::century));

  private EnglishRomans() {}

  private static String part(MatchResult match) {
    String numeral = match.group(2);
    if (numeral.equals("I")) {
      return null;
    }
    return match.group(1) + EnglishNumbers.cardinal(RomanNumerals.value(numeral));
  }

  private static String lowerPart(MatchResult match) {
    String numeral = match.group(2).toUpperCase(Locale.ROOT);
    boolean numeric =
        Arrays.stream(numeral.split("[-–]"))
            .allMatch(part -> part.matches(RomanNumerals.EXPRESSION));
    return numeric ? match.group(1) + sequence(numeral) : null;
  }

  private static String ruler(MatchResult match) {
    String numeral = match.group(2);
    if (numeral.equals("C") || numeral.equals("D") || numeral.equals("M") || numeral.equals("L")) {
      return null;
    }
    return match.group(1) + "the " + EnglishNumbers.ordinal(RomanNumerals.value(numeral));
  }

  /** "IV–VI", "II and III"; as it stands when it holds what is no numeral. */
  private static String sequence(String written) {
    return SEQUENCE
        .matcher(written.replaceAll(" ?[-–] ?", " to "))
        .replaceAll(
            found ->
                found.group().matches(RomanNumerals.EXPRESSION)
                    ? EnglishNumbers.cardinal(RomanNumerals.value(found.group()))
                    : found.group());
  }

  /** A name that no list knows, but hardly that of a thing: "Mithridates VI". */
  private static String unlistedRuler(MatchResult match, Context context) {
    String name = match.group(1).strip();
    List<String> before = context.before(match.start(), 1);
    boolean thing = THINGS.contains(name) || !before.isEmpty() && ARTICLES.contains(before.get(0));
    return thing || name.matches(PARTS)
        ? null
        : name + " the " + EnglishNumbers.ordinal(RomanNumerals.value(match.group(2)));
  }

  private static String century(MatchResult match) {
    return match.group(2).length() < 2 && !match.group(2).matches("[VX]")
        ? null
        : EnglishNumbers.ordinal(RomanNumerals.value(match.group(2)));
  }
}
