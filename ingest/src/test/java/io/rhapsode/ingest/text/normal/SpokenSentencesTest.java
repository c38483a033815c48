package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.text.SpokenToken;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a narrator says for sentences of novels, textbooks, news, cookbooks and laws. */
class SpokenSentencesTest {
  private final TextNormalizer normalizer = new StandardNormalizer();

  @ParameterizedTest
  @CsvFileSource(resources = "spoken-sentences.txt", delimiter = '|', quoteCharacter = '`')
  void testSentence(String language, String written, String spoken) {
    NormalizedText normalized = normalizer.normalize(written, language);

    assertEquals(spoken, normalized.spoken());
    assertEquals(Optional.empty(), normalized.warning());
    assertEquals(spoken, normalizer.normalize(spoken, language).spoken());
  }

  @Test
  void testSpokenWordsPointAtTheirSource() {
    NormalizedText text = normalizer.normalize("Am 3. Okt. 5,50 € z. B.", "de");

    assertEquals("Am dritten Oktober fünf Euro fünfzig Cent zum Beispiel.", text.spoken());
    assertEquals(
        List.of(
            "Am", "3. Okt.", "3. Okt.", "5,50 €", "5,50 €", "5,50 €", "5,50 €", "z. B", "z. B."),
        text.tokens().stream()
            .map(SpokenToken::source)
            .map(span -> span.of("Am 3. Okt. 5,50 € z. B."))
            .toList());
  }

  @Property(tries = 2000)
  void testNormalisedTextStaysAsItIs(
      @ForAll("texts") String text, @ForAll("languages") String language) {
    NormalizedText once = normalizer.normalize(text, language);

    assertEquals(Optional.empty(), once.warning());
    assertEquals(once.spoken(), normalizer.normalize(once.spoken(), language).spoken());
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of("de", "fr", "es", "it", "pt", "nl", "pl", "ru");
  }

  /** Pieces that the rules look for, in any order. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "Am ",
            "3.",
            "1",
            "21",
            "1.234",
            "1 000",
            "007",
            "5,50",
            "0,1",
            " €",
            "$",
            "R$ ",
            " zł",
            " руб.",
            " Uhr",
            ":30",
            "h30",
            " h",
            "12.30",
            " %",
            " °C",
            " km/h",
            " м",
            "1/2",
            "½",
            "-",
            "–",
            "/",
            " Mio.",
            " млн",
            " mil",
            " Oktober",
            " mars",
            " de mayo de ",
            " мая ",
            " 1990",
            " г.",
            " roku",
            "XIX",
            "IV",
            "I",
            "e",
            "er",
            "º",
            "ª",
            "-й",
            " siècle",
            " века",
            "Ludwig ",
            "Louis ",
            "Пётр ",
            "Kapitel ",
            "z. B.",
            "S. ",
            "M. ",
            "Dr. ",
            "и т. д.",
            "p. ej.",
            "np. ",
            "www.a.de",
            "a@b.fr",
            "#",
            "§",
            "+49 30 123",
            " ",
            ",",
            ".",
            "\"",
            ")",
            "A",
            "é",
            "ß")
        .list()
        .ofMaxSize(9)
        .map(list -> String.join("", list));
  }
}
