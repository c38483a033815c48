package io.rhapsode.workflows.command.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.speech.Voice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenVoicesTest {
  @Test
  void saysWhoReadsWhat() {
    Voice bella = voice("af_bella", "en-US");
    Voice sara = voice("if_sara", "it");
    Voice draft = voice("en-gb", "en-GB");
    assertEquals(
        "af_bella reads English (United States), if_sara reads Italian; en-gb, a draft voice,"
            + " other languages (natural ones: rhapsode voices --available)",
        ChosenVoices.describe(List.of(bella, sara, draft)));
    assertEquals(
        "en-gb, a draft voice, reads", ChosenVoices.describe(List.of(draft)).split(";")[0]);
  }

  private static Voice voice(String name, String language) {
    return new Voice(name, "tone", "1", "00", language, List.of("en"), Map.of(), 100);
  }
}
