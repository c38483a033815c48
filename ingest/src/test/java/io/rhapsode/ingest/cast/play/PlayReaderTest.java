package io.rhapsode.ingest.cast.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlayReaderTest {
  @Test
  void readsNamesInCapitalsBeforeAFullStop() {
    assertEquals(
        List.of(
            "2 Bernardo {BERNARDO. } Who’s there?",
            "3 Francisco {FRANCISCO. } Nay, answer me. |Stand and unfold yourself.",
            "4 Francisco {} For this relief much thanks.",
            "5 Bernardo {BERNARDO. } Long live the King!",
            "7 Francisco {FRANCISCO (aside). } Bernardo?",
            "8 Bernardo {BERNARDO. } He."),
        speeches(
            "en",
            "Enter Francisco and Bernardo, two sentinels.",
            "BERNARDO. Who’s there?",
            "FRANCISCO. Nay, answer me. (Draws.) Stand and unfold yourself.",
            "/For this relief much thanks.",
            "BERNARDO. Long live the King!",
            "They listen.",
            "FRANCISCO (aside). Bernardo?",
            "BERNARDO. He."));
  }

  /** As old printers set it. */
  @Test
  void readsNamesBeforeADashWithoutASpace() {
    assertEquals(
        List.of(
            "1 Master {Master.—} You do right to ask.",
            "2 Servant {Servant.—} My nation beat much, for all that.",
            "3 Master {Master.—} How beat?",
            "4 Servant {Servant.—} They more many than my nation.",
            "5 Master {Master.—} Why did not your side recover you?",
            "6 Servant {Servant.—} They run.",
            "7 Master {Master.—} Well, Friday?",
            "8 Servant {Servant.—} Yes, my nation eat mans too."),
        speeches(
            "en",
            "Master.—You do right to ask.",
            "Servant.—My nation beat much, for all that.",
            "Master.—How beat?",
            "Servant.—They more many than my nation.",
            "Master.—Why did not your side recover you?",
            "Servant.—They run.",
            "Master.—Well, Friday?",
            "Servant.—Yes, my nation eat mans too."));
  }

  @Test
  void readsInterviews() {
    assertEquals(
        List.of(
            "1 Interviewer {Interviewer: } When did you begin?",
            "2 Ann Lee {Ann Lee: } In May.",
            "3 Ann Lee {} And I never stopped.",
            "4 Interviewer {Interviewer: } Why?",
            "5 Ann Lee {Ann Lee: } I like it (and you know it)."),
        speeches(
            "en",
            "Interviewer: When did you begin?",
            "Ann Lee: In May.",
            "And I never stopped.",
            "Interviewer: Why?",
            "Ann Lee: [laughs] I like it (and you know it)."));
    assertEquals(
        List.of("1 Q {Q: } Who?", "2 A {A: } Me.", "3 Q {Q: } When?", "4 A {A: } Now."),
        speeches("en", "Q: Who?", "A: Me.", "Q: When?", "A: Now."));
  }

  @Test
  void readsNamesOnLinesAndInRowsOfTheirOwn() {
    List<String> expected =
        List.of(
            "1 Faust {FAUST} ",
            "2 Faust {} Wer bist du?",
            "3 Mephistopheles {MEPHISTOPHELES} ",
            "4 Mephistopheles {} Ein Geist.",
            "5 Faust {FAUST} ",
            "6 Faust {} So geh!",
            "7 Mephistopheles {MEPHISTOPHELES} ",
            "8 Mephistopheles {} Ich gehe.");
    assertEquals(
        expected,
        speeches(
            "de",
            "FAUST",
            "Wer bist du?",
            "MEPHISTOPHELES",
            "Ein Geist.",
            "FAUST",
            "So geh!",
            "MEPHISTOPHELES",
            "Ich gehe."));
    assertEquals(
        List.of(
            "1 Ann {Ann} ",
            "2 Ann {} Yes.",
            "3 Ben {Ben} ",
            "4 Ben {} No.",
            "5 Ann {Ann} ",
            "6 Ann {} Oh.",
            "7 Ben {Ben} ",
            "8 Ben {} Ah."),
        speeches("en", "|Ann", "Yes.", "|Ben", "No.", "|Ann", "Oh.", "|Ben", "Ah."));
  }

  @Test
  void otherTextsAreNoPlays() {
    assertEquals(
        List.of(),
        speeches(
            "en",
            "Note: read this first.",
            "Apple: a fruit.",
            "Beech: a tree.",
            "Note: read that, too.",
            "Corn: a plant.",
            "Note: the end."));
    assertEquals(
        List.of(),
        speeches("en", "Yes. I see.", "No. You do not.", "Yes. I do.", "No. Never.", "So be it."));
  }

  /** A text with '/' before it is a line of verse, with '|' the first cell of a row. */
  private static List<String> speeches(String language, String... texts) {
    List<PlayUnit> units = new ArrayList<>();
    for (String text : texts) {
      boolean marked = text.startsWith("/") || text.startsWith("|");
      units.add(
          new PlayUnit(
              units.size() + 1,
              marked ? text.substring(1) : text,
              text.startsWith("|"),
              text.startsWith("/")));
    }
    return PlayReader.read(units, CastWords.of(language)).stream()
        .map(speech -> describe(speech, units.get(speech.block() - 1).text()))
        .toList();
  }

  private static String describe(PlaySpeech speech, String text) {
    String label = speech.label().map(span -> span.of(text)).orElse("");
    String said =
        speech.said().stream().map((Span span) -> span.of(text)).collect(Collectors.joining("|"));
    return "%d %s {%s} %s".formatted(speech.block(), speech.speaker(), label, said);
  }
}
