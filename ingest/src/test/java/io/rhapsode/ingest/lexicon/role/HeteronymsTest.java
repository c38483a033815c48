package io.rhapsode.ingest.lexicon.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.LexiconLayer;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeteronymsTest {
  private static Voice voice(String language, RequestPart... honours) {
    return new Voice(
        "some", "some", "1", "0", language, List.of(language), Map.of(), 500, Set.of(honours));
  }

  private static List<String> said(Lexicons lexicons, String text, String language) {
    return lexicons.find(text, language).stream()
        .map(found -> found.source().of(text) + " " + found.saying())
        .toList();
  }

  private static Lexicons told(String accent) {
    Lexicon words = Heteronyms.lexicon(voice(accent, RequestPart.PRONUNCIATION)).orElseThrow();
    return Lexicons.of(List.of(), PartsOfSpeech.standard()).farthest(words);
  }

  @Test
  void thePartOfSpeechDecidesInTheAccentOfTheVoice() {
    String text = "They wanted to record the song; the record was broken.";
    assertEquals(
        List.of("record Phonemes[ipa=rɪˈkɔːd]", "record Phonemes[ipa=ˈrɛkɔːd]"),
        said(told("en-GB"), text, "en"));
    assertEquals(
        List.of("record Phonemes[ipa=rɪˈkɔːrd]", "record Phonemes[ipa=ˈrɛkɔːrd]"),
        said(told("en-US"), text, "en"));
  }

  @Test
  void nothingIsToldWithoutCertaintyOrInAnotherLanguage() {
    assertEquals(List.of(), said(told("en-GB"), "I am not used to such noise.", "en"));
    assertEquals(List.of(), said(told("en-GB"), "Der Wind weht, das Record fällt.", "de"));
    assertEquals(Set.of(), PartsOfSpeech.standard().of("Der Wind", "de", new Span(4, 8)));
    assertEquals(Set.of("NN"), PartsOfSpeech.standard().of("The wind blew.", "en", new Span(4, 8)));
  }

  @Test
  void onlyEnglishVoicesThatTakeSoundsAreTold() {
    assertTrue(Heteronyms.lexicon(voice("en-GB")).isEmpty());
    assertTrue(Heteronyms.lexicon(voice("de", RequestPart.PRONUNCIATION)).isEmpty());
  }

  @Test
  void anyLexiconIsNearer() {
    Lexicon own =
        Lexicon.of(
            "own",
            LexiconLayer.PRODUCT,
            "",
            List.of(LexiconEntry.of("wind", new Saying.Alias("breeze"))));
    Lexicon words = Heteronyms.lexicon(voice("en", RequestPart.PRONUNCIATION)).orElseThrow();
    Lexicons both = Lexicons.of(List.of(own), PartsOfSpeech.standard()).farthest(words);
    assertEquals(List.of("wind Alias[text=breeze]"), said(both, "The wind blew.", "en"));
  }
}
