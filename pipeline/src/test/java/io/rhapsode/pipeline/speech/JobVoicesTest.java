package io.rhapsode.pipeline.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobVoicesTest {
  private static final Voice ENGLISH = voice("ada", "en", "large");
  private static final Voice GERMAN = voice("ada", "de", "small");
  private static final Voice ITALIAN = voice("sara", "it-IT", "other");
  private static final Voice DRAFT = voice("draft", "en-GB", "none", "en", "de", "fr", "it");

  @Test
  void oneNameIsAVoiceForEachLanguage() {
    JobVoices voices = JobVoices.of(List.of(ENGLISH, GERMAN, ITALIAN));
    assertEquals(Optional.of(ENGLISH), voices.find("ada"));
    assertEquals(GERMAN, voices.named("ada", "de-AT"));
    assertEquals(ENGLISH, voices.named("ada", "fr"), "its own voice reads what none speaks");
    assertEquals(Optional.empty(), voices.speaking("ada", "fr"));
    assertEquals(List.of(ENGLISH, GERMAN, ITALIAN), voices.all());
    assertThrows(NoSuchElementException.class, () -> voices.named("bea", "en"));
  }

  @Test
  void autoIsTheFirstThatSpeaksALanguage() {
    JobVoices voices =
        new JobVoices(
            new TreeMap<>(Map.of(JobVoices.AUTO, List.of(ITALIAN, DRAFT))),
            new TreeMap<>(Map.of("pocket de", "pull german")));
    assertEquals(Optional.of(ITALIAN), voices.speaking(JobVoices.AUTO, "it"));
    assertEquals(Optional.of(DRAFT), voices.speaking(JobVoices.AUTO, "fr-CA"));
    assertEquals(Optional.empty(), voices.speaking(JobVoices.AUTO, "tlh"));
    assertEquals(Optional.of(DRAFT), voices.find(JobVoices.AUTO), "texts of no known language");
    assertEquals(Optional.of("pull german"), voices.remedy("pocket", "de-AT"));
    assertEquals(Optional.empty(), voices.remedy("espeak", "de"));
  }

  private static Voice voice(String name, String language, String model, String... languages) {
    return new Voice(
        name,
        "tone",
        "1",
        "00",
        language,
        languages.length == 0 ? List.of(language.split("-")[0]) : List.of(languages),
        Map.of("model", model),
        100);
  }
}
