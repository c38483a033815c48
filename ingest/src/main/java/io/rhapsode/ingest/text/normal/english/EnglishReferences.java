package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** Places in books: verses of the Bible, sections of laws, labels of figures. */
final class EnglishReferences {
  private static final Map<String, String> ORDER =
      Map.of("1", "First ", "2", "Second ", "3", "Third ");

  /** As they are written in full or, with a full stop, for short; what is said stands behind. */
  private static final Map<String, String> BOOKS =
      Arrays.stream(
              ("Genesis Gen=Genesis Exodus Exod=Exodus Ex=Exodus Leviticus Lev=Leviticus Numbers"
                      + " Num=Numbers Deuteronomy Deut=Deuteronomy Joshua Josh=Joshua Judges"
                      + " Judg=Judges Ruth Samuel Sam=Samuel Kings Kgs=Kings Chronicles"
                      + " Chron=Chronicles Chr=Chronicles Ezra Nehemiah Neh=Nehemiah Esther Job"
                      + " Psalms Psalm Pss=Psalms Ps=Psalm Proverbs Prov=Proverbs Ecclesiastes"
                      + " Eccles=Ecclesiastes Eccl=Ecclesiastes Isaiah Isa=Isaiah Is=Isaiah"
                      + " Jeremiah Jer=Jeremiah Lamentations Lam=Lamentations Ezekiel Ezek=Ezekiel"
                      + " Daniel Dan=Daniel Hosea Hos=Hosea Joel Amos Obadiah Jonah Micah Mic=Micah"
                      + " Nahum Habakkuk Hab=Habakkuk Zephaniah Haggai Zechariah Zech=Zechariah"
                      + " Malachi Mal=Malachi Matthew Matt=Matthew Mt=Matthew Mark Mk=Mark Luke"
                      + " Lk=Luke John Jn=John Acts Romans Rom=Romans Corinthians Cor=Corinthians"
                      + " Galatians Gal=Galatians Ephesians Eph=Ephesians Philippians"
                      + " Phil=Philippians Colossians Col=Colossians Thessalonians"
                      + " Thess=Thessalonians Timothy Tim=Timothy Titus Philemon Hebrews"
                      + " Heb=Hebrews James Jas=James Peter Pet=Peter Jude Revelation"
                      + " Rev=Revelation")
                  .split(" "))
          .map(entry -> entry.split("="))
          .collect(Collectors.toMap(entry -> entry[0], entry -> entry[entry.length - 1]));

  private static final String LABELS =
      "(?:[Ff]igures?|[Ff]igs?\\.?|[Tt]ables?|[Ee]xhibits?|[Pp]lates?|[Cc]harts?|[Bb]ox|[Ee]xamples?"
          + "|[Ee]xercises?|[Pp]roblems?|[Mm]aps?|[Ff]orms?|[Aa]pollo|[Ii]tems?)";

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?:([123]) )?("
                  + String.join(
                      "|",
                      BOOKS.keySet().stream().sorted((a, b) -> b.length() - a.length()).toList())
                  + ")\\.? (\\d{1,3})[:.](\\d{1,3})(?: ?[-–] ?(\\d{1,3}))?"
                  + EnglishNumbers.AFTER,
              EnglishReferences::verse),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?:([123])"
                  + " )?(Gen|Exod|Lev|Deut|Josh|Judg|Kgs|Chron|Neh|Pss?|Prov|Eccl(?:es)?|Isa|Jer|Ezek|Hos|Zech|Matt|Rom|Cor|Gal|Eph|Thess|Heb)\\."
                  + " (?=\\d{1,3}"
                  + EnglishNumbers.AFTER
                  + ")",
              match ->
                  (match.group(1) == null ? "" : ORDER.get(match.group(1)))
                      + BOOKS.get(match.group(2))
                      + " "),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})"
                  + LABELS
                  + " )(\\d{1,3})[-–](\\d{1,3})"
                  + EnglishNumbers.AFTER,
              match ->
                  Integer.parseInt(match.group(1)) < Integer.parseInt(match.group(2))
                          && match.group().indexOf('–') >= 0
                      ? null
                      : EnglishNumbers.whole(match.group(1))
                          + " dash "
                          + EnglishNumbers.whole(match.group(2))),
          Rule.of(
              "§§? ?(\\d{1,5})((?:\\.\\d{1,3})+)" + EnglishNumbers.AFTER,
              EnglishReferences::section));

  private EnglishReferences() {}

  private static String verse(MatchResult match) {
    String number = match.group(1) == null ? "" : ORDER.get(match.group(1));
    String last = match.group(5) == null ? "" : " to " + EnglishNumbers.whole(match.group(5));
    return number
        + BOOKS.get(match.group(2))
        + " "
        + EnglishNumbers.whole(match.group(3))
        + ", "
        + EnglishNumbers.whole(match.group(4))
        + last;
  }

  /** "§1308.11" as "section thirteen oh eight point one one". */
  private static String section(MatchResult match) {
    String whole = match.group(1);
    String number =
        whole.length() == 4 && !whole.endsWith("00")
            ? EnglishNumbers.year(Integer.parseInt(whole))
            : EnglishNumbers.whole(whole);
    String parts =
        Arrays.stream(match.group(2).substring(1).split("\\."))
            .map(EnglishNumbers::whole)
            .collect(Collectors.joining(" point "));
    return "section " + number + " point " + parts;
  }
}
