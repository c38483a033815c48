package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.text.SpokenToken;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numerals, ordinals and rulers in the gender and the case that the words around them ask for. */
class AgreementTest {
  private static final Map<String, String[]> NOUNS =
      Map.of(
          "es", new String[] {"páginas", "una", "libros", "un"},
          "pt", new String[] {"páginas", "uma", "livros", "um"},
          "fr", new String[] {"pages", "une", "livres", "un"});

  private final TextNormalizer normalizer = new StandardNormalizer();

  @Property(tries = 300)
  void testOneAgreesWithItsNoun(@ForAll @IntRange(min = 2, max = 99_999) int number) {
    NOUNS.forEach(
        (language, nouns) -> {
          String feminine = spoken(number + " " + nouns[0], language);
          String masculine = spoken(number + " " + nouns[2], language);
          boolean one = number % 10 == 1 && number % 100 != 11 && !teen(number, language);

          assertEquals(one, endsWith(feminine, nouns[1] + " " + nouns[0]), feminine);
          assertEquals(one, endsWith(masculine, nouns[3] + " " + nouns[2]), masculine);
        });
  }

  /** Seventy-one and ninety-one are "soixante et onze" and "quatre-vingt-onze". */
  private static boolean teen(int number, String language) {
    return language.equals("fr") && Set.of(71, 91).contains(number % 100);
  }

  private static boolean endsWith(String spoken, String end) {
    String plain = spoken.replace("veintiún", "veintiun");
    return plain.endsWith(" " + end) || plain.endsWith("-" + end) || plain.endsWith("nti" + end);
  }

  @Property(tries = 200)
  void testHundredsAgree(@ForAll @IntRange(min = 2, max = 9) int hundreds) {
    assertTrue(spoken(hundreds + "00 páginas", "es").endsWith("as páginas"));
    assertTrue(spoken(hundreds + "00 libros", "es").endsWith("os libros"));
    assertTrue(spoken(hundreds + "00 pessoas", "pt").endsWith("as pessoas"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|in 1 Stunde, vor 1 Jahr, für 1 Tag, mit 1 Frau|in einer Stunde, vor einem Jahr, für"
            + " einen Tag, mit einer Frau",
        "de|der 2. Tag, in der 2. Klasse, ein 2. Versuch, die 2. Reihe, mit 2. Preis|der zweite"
            + " Tag, in der zweiten Klasse, ein zweiter Versuch, die zweite Reihe, mit zweitem"
            + " Preis",
        "de|das Schloss Ludwigs II. steht|das Schloss Ludwigs des Zweiten steht",
        "de|unter Kaiser Wilhelm II. kam|unter Kaiser Wilhelm dem Zweiten kam",
        "de|für Karl V. war|für Karl den Fünften war",
        "de|Katharina II. kam|Katharina die Zweite kam",
        "es|Isabel II y Felipe II|Isabel segunda y Felipe segundo",
        "es|la I República, el III Reich, la II Guerra|la primera República, el tercer Reich, la"
            + " segunda Guerra",
        "it|1 ora, 1 donna, 1 libro, 1 studente|un'ora, una donna, un libro, uno studente",
        "pt|D. Maria II e D. Pedro II|dona Maria segunda e dom Pedro segundo"
      })
  void testCases(String language, String written, String expected) {
    assertEquals(expected, spoken(written, language));
  }

  @Property(tries = 200)
  void testSpansLieInTheSource(@ForAll @IntRange(min = 0, max = 5_000) int number) {
    for (String language : new String[] {"de", "en", "es", "fr", "it", "pt"}) {
      String text =
          "A " + number + " km², " + number + " € XIV. 3.5." + (1000 + number % 900) + ".";
      int end = 0;
      for (SpokenToken token : normalizer.normalize(text, language).tokens()) {
        assertTrue(token.spoken().start() >= end && token.source().end() <= text.length());
        end = token.spoken().end();
      }
    }
  }

  private String spoken(String text, String language) {
    NormalizedText once = normalizer.normalize(text, language);
    assertEquals(once.spoken(), normalizer.normalize(once.spoken(), language).spoken());
    return once.spoken();
  }
}
