package io.rhapsode.ingest.cast.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.cast.language.CastWords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteFinderTest {
  @Test
  void findsCurlyAndStraightQuotations() {
    assertEquals(List.of("“Yes,”", "“now.”"), said("en", "“Yes,” said Ann, “now.”", "She went."));
    assertEquals(List.of("\"Yes,\"", "\"now.\""), said("en", "\"Yes,\" said Ann, \"now.\""));
  }

  @Test
  void findsSingleQuotationsBesideApostrophes() {
    assertEquals(
        List.of("‘It’s the boys’ room,’", "‘Don’t go.’"),
        said("en", "‘It’s the boys’ room,’ said Ann’s mother. ‘Don’t go.’"));
    assertEquals(List.of("'It's late,'", "'Come.'"), said("en", "'It's late,' said Ann. 'Come.'"));
  }

  @Test
  void singleMarksInDoubleOnesAreNoFurtherQuotations() {
    assertEquals(List.of("“He said ‘No’ to me,”"), said("en", "“He said ‘No’ to me,” Ann said."));
  }

  @Test
  void goesOnOverParagraphs() {
    List<Quote> quotes =
        QuoteFinder.find(
            paragraphs("“It began so.", "“Then it ended,” said Ann.", "“Oh!”"), words("en"));
    assertEquals(List.of(false, true, false), quotes.stream().map(Quote::continued).toList());
  }

  @Test
  void findsTheQuotationMarksOfGerman() {
    assertEquals(List.of("„Ja“", "„jetzt.“"), said("de", "„Ja“, sagte Anna, „jetzt.“"));
    assertEquals(List.of("»Ja«", "»jetzt.«"), said("de", "»Ja«, sagte Anna, »jetzt.«"));
  }

  @Test
  void findsTheIncisesOfFrench() {
    assertEquals(
        List.of("« Venez,", "il est tard. »"), said("fr", "« Venez, dit Anne, il est tard. »"));
    assertEquals(
        List.of("— Venez,", "— Quoi !", "Il est tard ?", "— Oui,"),
        said(
            "fr",
            "— Venez, dit-elle.",
            "— Quoi ! s’écria Paul en se levant. Il est tard ?",
            "— Oui, répondit-elle. Elle sortit sans le regarder."));
  }

  @Test
  void findsTheDashesOfSpanishItalianAndPortuguese() {
    assertEquals(
        List.of("—Sí ", "—. Ahora.", "—¿Qué? "),
        said("es", "—Sí —dijo Ana—. Ahora.", "—¿Qué? —preguntó Juan. Se levantó."));
    assertEquals(
        List.of("— Sì, ", "— adesso.", "— Che? "),
        said("it", "— Sì, — disse Anna, — adesso.", "— Che? — domandò Gianni."));
    assertEquals(
        List.of("-- Sim ", "-- Agora.", "-- Quê? "),
        said("pt", "-- Sim -- disse Ana. -- Agora.", "-- Quê? -- perguntou João."));
  }

  @Test
  void titlesAndWordsSpokenOfAreNotSaid() {
    assertEquals(
        List.of(),
        said("en", "He read “The Happy Prince” and called it a “masterpiece” of its kind."));
    assertEquals(List.of("“Stop!”"), said("en", "He cried “Stop!” and ran after the “Swan”."));
  }

  @Test
  void aMarkThatIsNeverClosedCostsItsParagraphOnly() {
    assertEquals(
        List.of("“Yes, said Ann.", "“No,”"), said("en", "“Yes, said Ann.", "“No,” said Ben."));
  }

  @Test
  void manyMarksTakeLinearTime() {
    String text = "‘a’ \"b\" “c” «d» — ".repeat(20_000);
    assertTrue(QuoteFinder.find(paragraphs(text, "—Oh", "—Ah"), words("fr")).size() >= 2);
  }

  static List<String> said(String language, String... texts) {
    List<Paragraph> paragraphs = paragraphs(texts);
    return QuoteFinder.find(paragraphs, words(language)).stream()
        .map(quote -> quote.span().of(paragraphs.get(quote.paragraph()).text()))
        .toList();
  }

  private static CastWords words(String language) {
    return CastWords.of(language);
  }

  private static List<Paragraph> paragraphs(String... texts) {
    List<Paragraph> paragraphs = new ArrayList<>();
    for (String text : texts) {
      paragraphs.add(new Paragraph(text, false));
    }
    return paragraphs;
  }
}
