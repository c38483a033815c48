package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNormalizerTest {
  private final TextNormalizer normalizer = new StandardNormalizer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "From 1949 to 1976.|From nineteen forty nine to nineteen seventy six.",
        "In 1845 and the 1900s|In eighteen forty five and the nineteen hundreds",
        "the 1980s and the '90s|the nineteen eighties and the nineties",
        "the years 1914–18|the years nineteen fourteen to eighteen",
        "It cost $1 million.|It cost one million dollars.",
        "£3.50 or $1|three pounds fifty pence or one dollar",
        "5% of 1,234.5|five percent of one thousand two hundred and thirty-four point five",
        "At 00:00 and 12:30 pm|At zero o'clock and twelve thirty PM",
        "at 7:05 a.m. sharp|at seven oh five AM sharp",
        "1/2, 3/4 and 2 1/3|one half, three quarters and two and a third",
        "½ a cup and 1½ spoons|one half a cup and one and a half spoons",
        "pages 5-7 and 10–12|pages five to seven and ten to twelve",
        "He ran 10 km at 5 mph.|He ran ten kilometers at five miles per hour.",
        "20 °C|twenty degrees Celsius",
        "Chapter IV|Chapter four",
        "CHAPTER I|CHAPTER one",
        "Henry VIII and Louis XIV|Henry the eighth and Louis the fourteenth",
        "In this chapter I try; Malcolm X and I|In this chapter I try; Malcolm X and I",
        "the XIX century|the nineteenth century",
        "Mr. Brown met Dr. Green on Elm St.|Mister Brown met Doctor Green on Elm Street.",
        "Mr Brown of St. Louis|Mister Brown of Saint Louis",
        "apples, pears, etc.|apples, pears, et cetera.",
        "e.g. cats, i.e. pets|for example cats, that is pets",
        "J. R. R. Tolkien of the U.S.A.|JRR Tolkien of the USA.",
        "agent 007|agent zero zero seven",
        "version 1.2.3|version one point two point three",
        "see www.example.com.|see www dot example dot com.",
        "write to ann@host.org!|write to ann at host dot org!",
        "MP3, COVID-19 and H2O|MP three, COVID-nineteen and H two O",
        "the 1st, 22nd and 103rd|the first, twenty-second and one hundred third",
        "July 4, 1776|July fourth, seventeen seventy six",
        "drôle, stéréo and etch|drôle, stéréo and etch",
        "room 1500 or 2,000 men|room fifteen hundred or two thousand men"
      })
  void testEnglish(String written, String spoken) {
    assertEquals(spoken, normalizer.normalize(written, "en-GB").spoken());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "de|Er hatte 21 Katzen.|Er hatte einundzwanzig Katzen.",
        "sk|Bol 3. apríl 1990|Bol 3. apríl jedna tisíc deväťsto deväťdesiat",
        "fr|Il a 80 ans|Il a quatre-vingts ans",
        "es|Son 1.234 libros.|Son mil doscientos treinta y cuatro libros.",
        "cs|i v mi 5 let|i v mi pět let",
        "eu|21 liburu|21 liburu",
        "bn|21|21"
      })
  void testOtherLanguages(String language, String written, String spoken) {
    assertEquals(spoken, normalizer.normalize(written, language).spoken());
  }

  @Test
  void testCharactersAreCleanedUpInEveryLanguage() {
    assertEquals(
        "\"fine\" isn't... a — b c",
        normalizer
            .normalize(" \u201C\uFB01ne\u201D isn\u2019t\u2026 a -- b\u00A0\u200B\u00ADc ", "xx")
            .spoken());
    assertEquals("é", normalizer.normalize("e\u0301", "fr").spoken());
  }

  @Test
  void testEveryWordPointsAtItsSource() {
    NormalizedText text = normalizer.normalize("Dr. Who, 1719 km", "en");

    assertEquals("Doctor Who, one thousand seven hundred and nineteen kilometers", text.spoken());
    Span figure = new Span(9, 16);
    assertEquals(
        List.of(
            new Span(0, 3), new Span(4, 8), figure, figure, figure, figure, figure, figure, figure),
        text.tokens().stream().map(SpokenToken::source).toList());
    assertEquals(
        List.of(
            "Doctor",
            "Who,",
            "one",
            "thousand",
            "seven",
            "hundred",
            "and",
            "nineteen",
            "kilometers"),
        text.tokens().stream().map(token -> token.spoken().of(text.spoken())).toList());
  }

  @Test
  void testWordsOfTextWithoutSpaces() {
    NormalizedText text = normalizer.normalize("私は本を読む。", "ja");

    List<String> words = new ArrayList<>();
    text.tokens().forEach(token -> words.add(token.spoken().of(text.spoken())));
    assertEquals(List.of("私", "は", "本", "を", "読む"), words);
  }

  @Test
  void testSayingNothingIsNoWarning() {
    assertEquals(
        new NormalizedText("", List.of(), Optional.empty()), normalizer.normalize(" ", "en"));
  }

  @Property(tries = 3000)
  void testNormalisedTextStaysAsItIs(@ForAll("texts") String text) {
    NormalizedText once = normalizer.normalize(text, "en");

    assertEquals(Optional.empty(), once.warning());
    assertEquals(once.spoken(), normalizer.normalize(once.spoken(), "en").spoken());
  }

  @Property(tries = 1000)
  void testOtherLanguagesStayAsTheyAre(@ForAll("texts") String text) {
    NormalizedText once = normalizer.normalize(text, "de");

    assertEquals(Optional.empty(), once.warning());
    assertEquals(once.spoken(), normalizer.normalize(once.spoken(), "de").spoken());
  }

  @Property(tries = 1000)
  void testTokensLieInBothTexts(@ForAll("texts") String text) {
    NormalizedText normalized = normalizer.normalize(text, "en");
    int spokenEnd = 0;
    for (SpokenToken token : normalized.tokens()) {
      assertTrue(token.spoken().start() >= spokenEnd && token.spoken().length() > 0);
      assertTrue(token.source().end() <= text.length());
      spokenEnd = token.spoken().end();
    }
    assertTrue(spokenEnd <= normalized.spoken().length());
  }

  /** Pieces that rules look for, in any order, among characters of every kind. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "Mr. ",
            "St. ",
            "etc.",
            "e.g.",
            "U.S.",
            "Chapter ",
            "Henry ",
            "IV",
            "I",
            "X",
            "1",
            "12",
            "007",
            "1984",
            "1,000",
            ".5",
            "3.14",
            "$",
            "£",
            "%",
            " km",
            "°C",
            "1/2",
            "½",
            ":30",
            " pm",
            "st",
            "th",
            "s",
            "-",
            "–",
            "—",
            "/",
            ".",
            ",",
            " ",
            "'",
            "\"",
            "(",
            ")",
            "May ",
            "Jan. ",
            "www.a.com",
            "a@b.org",
            "&",
            "#",
            "…",
            ". . .",
            "A",
            "b",
            "é",
            "e\u0301",
            "\u00AD",
            "\u200B",
            "\uFB01",
            "漢字",
            "。",
            "ا",
            "\uD83D\uDE00",
            "\uD800",
            "\n",
            "No. ");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(10).map(list -> String.join("", list)),
        Arbitraries.strings().ofMaxLength(30));
  }
}
