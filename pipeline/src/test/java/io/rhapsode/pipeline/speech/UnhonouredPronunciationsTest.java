package io.rhapsode.pipeline.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.pipeline.text.Utterance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnhonouredPronunciationsTest {
  private static final JobVoices VOICES =
      JobVoices.of(
          List.of(
              voice("draft", Set.of(RequestPart.SEED)),
              voice("exact", Set.of(RequestPart.PRONUNCIATION)),
              voice("plain", Set.of())));

  @Test
  void namesTheVoiceAndTheWords() {
    assertEquals(
        List.of(
            "voice 'draft' cannot be told how to pronounce words: 3 of them are said its own way,"
                + " 'Leicester', 'Bath'",
            "voice 'plain' cannot be told how to pronounce words: 1 of them is said its own way,"
                + " 'Cholmondeley'"),
        UnhonouredPronunciations.warnings(
            List.of(
                utterance(0, "draft", "Leicester", "Bath"),
                utterance(1, "exact", "Magdalen"),
                utterance(2, "plain", "Cholmondeley"),
                utterance(3, "draft", "Leicester"),
                utterance(4, "draft")),
            VOICES));
  }

  @Test
  void namesAFewOfMany() {
    assertEquals(
        List.of(
            "voice 'draft' cannot be told how to pronounce words: 6 of them are said its own way,"
                + " 'a', 'b', 'c', 'd', 'e' and others"),
        UnhonouredPronunciations.warnings(
            List.of(utterance(0, "draft", "a", "b", "c", "d", "e", "f")), VOICES));
  }

  private static Utterance utterance(int ordinal, String voice, String... pronounced) {
    List<SpokenWord> words =
        Stream.concat(
                Stream.of(SpokenWord.plain("Go to ")),
                Stream.of(pronounced).map(word -> SpokenWord.pronounced(word, "ipa")))
            .toList();
    String text = SpokenWord.textOf(words);
    Span all = new Span(0, text.length());
    return new Utterance(
        ordinal,
        1,
        new Locator("", 1, all),
        List.of(),
        text,
        words,
        List.of(new SpokenToken(all, all)),
        "en",
        voice,
        Optional.empty(),
        Boundary.SENTENCE,
        400);
  }

  private static Voice voice(String name, Set<RequestPart> honours) {
    return new Voice(name, "tone", "1", "f0", "en", List.of("en"), Map.of(), 200, honours);
  }
}
