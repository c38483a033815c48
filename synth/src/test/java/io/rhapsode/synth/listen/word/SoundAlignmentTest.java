package io.rhapsode.synth.listen.word;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import io.rhapsode.synth.listen.word.SoundOfWords.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundAlignmentTest {
  private static final WordLimits LIMITS = new WordLimits(3, 30);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | My name was Robinson Crusoe of York.           | My name was Robinson crew so of York
          en | He lived there for twenty eight years.         | He lived there for 28 years.
          en | It was the colour of a grey harbour upstairs.  | It was the color of a gray harbor up stairs.
          en | Their ship sailed by night.                    | There ship sailed by knight.
          de | Der Dampfschifffahrtskapitän kam um neun.      | Der Dampfschifffahrts-Kapitän kam um 9.
          """)
  void wordsThatSoundAlikeAreNoFault(String language, String asked, String heard)
      throws IOException, FailureException {
    assertEquals(List.of(), kinds(language, asked, heard));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MISSING  | The tortoise never for a moment stopped. | The tortoise never for a stopped.
          MISSING  | He came and went, and he saw it all.     | He came and went.
          REPEATED | The hare fell fast asleep by the way.    | The hare fell fast asleep fell fast asleep by the way.
          INSERTED | The wolf seized him.                     | The wolf seized him. Thanks for watching, everybody.
          """)
  void aMissingOrRepeatedRunIs(Fault.Kind kind, String asked, String heard)
      throws IOException, FailureException {
    assertEquals(kind, kinds("en", asked, heard).get(0));
  }

  private static List<Fault.Kind> kinds(String language, String asked, String heard)
      throws IOException, FailureException {
    SoundOfWords sounds = new SoundOfWords(new EspeakEngineFactory().phonemizer());
    List<HeardWord> words = new ArrayList<>();
    List<Word> spoken = new ArrayList<>();
    for (String word : heard.strip().split(" ")) {
      words.add(new HeardWord(word, 0, 0, 1));
      String all =
          sounds.of(word, language).stream().map(Word::sounds).collect(Collectors.joining());
      spoken.add(new Word(new Span(0, word.length()), word, all));
    }
    return new HeardWords(sounds.of(asked, language), words, spoken)
        .faults(LIMITS).stream().map(Fault::kind).toList();
  }
}
