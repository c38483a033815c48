package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Sentences as narrators say them, several phenomena in most. */
class NarratedSentencesTest {
  private final TextNormalizer normalizer = new StandardNormalizer();

  @ParameterizedTest
  @CsvFileSource(
      resources = "narrated-sentences.tsv",
      delimiter = '\t',
      quoteCharacter = '`',
      numLinesToSkip = 2)
  void testSentence(String language, String written, String choices) {
    Choices.assertSpoken(normalizer, language, written, choices);
  }

  @Test
  void testChoicesExpand() {
    List<String> all = Choices.expand("{a|b {|c}}d");

    assertTrue(all.size() == 3 && all.containsAll(List.of("ad", "b d", "b cd")), all.toString());
  }
}
