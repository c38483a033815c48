package io.rhapsode.ingest.lexicon.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.lexicon.Saying;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownWordsTest {
  private static List<String> found(Lexicons lexicons, String language, String... sentences) {
    UnknownWords words = new UnknownWords(lexicons);
    for (String sentence : sentences) {
      words.read(sentence, language);
    }
    return words.words().stream()
        .map(word -> (word.name() ? "name " : "") + word.word() + " " + word.count())
        .toList();
  }

  @Test
  void namesComeFirstAndTheirEndingsAreTheirs() {
    assertEquals(
        List.of("name Zuriq 3", "name Blorvane 1", "grommish 2"),
        found(
            Lexicons.NONE,
            "en-GB",
            "The boy Zuriq sat down on the 22ndly day; it was Zuriq's boat.",
            "“Grommish weather,” said Zuriq.",
            "They did not like grommish men from Blorvane."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | She didn't say they'd colour the well-worn harbour. | ",
        "de | Die Haustürschlüssel lagen im Donaudampfschiff. | ",
        "de | Sie traf Xarbolin. | Xarbolin",
        "fr | L'homme qu'il cherchait s'appelait Zarquon. | Zarquon",
        "es | Los caballeros llegaron a Zarquillo. | Zarquillo",
        "it | Nell'acqua dell'Arvozzo c'era un pesce. | Arvozzo",
        "pt | Os meninos chegaram a Zarquim. | Zarquim"
      })
  void inflectedAndJoinedWordsAreKnown(String language, String sentence, String unknown) {
    UnknownWords words = new UnknownWords(Lexicons.NONE);
    words.read(sentence, language);
    assertEquals(
        unknown == null ? List.of() : List.of(unknown),
        words.words().stream().map(UnknownWord::word).toList());
    assertEquals(List.of(), words.withoutDictionary());
  }

  @Test
  void wordsOfALexiconAreKnown() {
    Lexicon own =
        Lexicon.of(
            "own",
            LexiconLayer.BOOK,
            "en",
            List.of(LexiconEntry.of("Zuriq", new Saying.Phonemes("ˈzʊərɪk"))));
    Lexicons lexicons = Lexicons.of(List.of(own), PartsOfSpeech.standard());
    assertEquals(List.of("name Blorvane 1"), found(lexicons, "en", "Then Zuriq left Blorvane."));
  }

  @Test
  void withoutADictionaryCapitalsAndRarityTell() {
    UnknownWords words = new UnknownWords(Lexicons.NONE);
    words.read("Toen zag de man dat Willem de zee zag.", "nl");
    assertEquals(List.of("nl"), words.withoutDictionary());
    assertEquals(
        List.of("Willem", "Toen", "dat", "man", "zee"),
        words.words().stream().map(UnknownWord::word).toList());
  }
}
