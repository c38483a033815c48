package io.rhapsode.ingest.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import io.rhapsode.pipeline.dub.subtitle.CueMark;
import io.rhapsode.pipeline.dub.subtitle.SubtitleTrack;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialogueTest {
  private static Cue cue(int ordinal, long start, long end, String text) {
    return new Cue(
        ordinal,
        ordinal + 1,
        "",
        start,
        end,
        Optional.empty(),
        text,
        List.of(),
        Map.of(),
        Optional.empty());
  }

  /** Cues of two seconds, one right after the other. */
  private static SubtitleTrack track(String language, String... texts) {
    List<Cue> cues = new ArrayList<>();
    for (String text : texts) {
      cues.add(cue(cues.size(), cues.size() * 2000L, cues.size() * 2000L + 2000, text));
    }
    return new SubtitleTrack(language, cues, List.of());
  }

  /** "Anna: text | text". */
  private static String shown(SubtitleTrack track) {
    return Dialogue.of(track, DialogueSettings.DEFAULTS).lines().stream()
        .map(
            line ->
                (line.speaker().isEmpty() ? "" : line.speaker() + ": ") + line.text(track.cues()))
        .collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "en; ANNA: Hello there.; ANNA: Hello there.",
        "en; ANNA (O.S.): Hello.; ANNA: Hello.",
        "en; MAN 2:/How did we end up here?; MAN 2: How did we end up here?",
        "en; [Anna] Hello.; Anna: Hello.",
        "en; [man on radio] Over.; man on radio: Over.",
        "en; [ANNA]: Hello.; ANNA: Hello.",
        "en; [Anna]/Hello.; Hello.",
        "en; >> Hello. >> Bye.; Hello. | Bye.",
        "en; >> ANNA: Hello.; ANNA: Hello.",
        "en; [door slams] Run!; Run!",
        "en; [Door slams]; ''",
        "en; (sighs) Well.; Well.",
        "en; Well (sighs) all right.; Well all right.",
        "en; He came (and I saw him) at nine.; He came (and I saw him) at nine.",
        "en; (computer playing/electronic melody); ''",
        "en; No (LAUGHS LOUDLY) way.; No way.",
        "en; ♪ La la la ♪; ''",
        "en; ♪ La la/la la ♪/Stop it!; la la Stop it!",
        "en; # La la la #; ''",
        "en; ♪♪; ''",
        "en; - Yes. - No.; Yes. | No.",
        "en; - Yes./- No.; Yes. | No.",
        "en; -Yes./-No.; Yes. | No.",
        "en; Yes?/- No.; Yes? | No.",
        "en; - ANNA: Yes./- BEN: No.; ANNA: Yes. | BEN: No.",
        "en; - (laughs) Yes.; Yes.",
        "en; -5 degrees today.; -5 degrees today.",
        "en; A well-known - as they say - man.; A well-known - as they say - man.",
        "en; Conclusion: he did it.; Conclusion: he did it.",
        "en; WARNING: keep out.; WARNING: keep out.",
        "en; It is 10:30 now.; It is 10:30 now.",
        "en; See http://example.org now.; See http://example.org now.",
        "en; ...; ''",
        "en; Subtitles by Somebody; ''",
        "en; Wait [not closed; Wait",
        "de; [Tür knallt] Lauf!; Lauf!",
        "de; (seufzt) Na gut.; Na gut.",
        "de; Achtung: Zug fährt ein.; Achtung: Zug fährt ein.",
        "de; MÄDCHEN: Komm!; MÄDCHEN: Komm!",
        "fr; —Oui./—Non.; Oui. | Non.",
        "es; -¿Quién?/-Yo.; ¿Quién? | Yo.",
        "ja; （太郎）こんにちは。; 太郎: こんにちは。",
        "ja; （拍手）; ''",
        "ja; 男：だめだ。; 男: だめだ。"
      })
  void tellsWhatIsSaid(String language, String text, String expected) {
    assertEquals(
        expected, shown(track(language, text.replace("/", "\n").replace("http:\n\n", "http://"))));
  }

  @Test
  void knowsNamesThatComeAgain() {
    assertEquals("Anna: Hello. | Anna: Bye.", shown(track("en", "Anna: Hello.", "Anna: Bye.")));
  }

  @Test
  void joinsSentences() {
    SubtitleTrack track =
        track("en", "ANNA: I was thinking", "that we could go...", "...home.", "Yes.");
    Dialogue dialogue = Dialogue.of(track, DialogueSettings.DEFAULTS);
    assertEquals("ANNA: I was thinking that we could go... ...home. | Yes.", shown(track));
    SpokenLine line = dialogue.lines().get(0);
    assertEquals(List.of(0, 1, 2), line.parts().stream().map(SpokenLine.Part::cue).toList());
    assertEquals(
        List.of(2000L, 4000L),
        line.parts().stream().skip(1).map(SpokenLine.Part::startMillis).toList());
    assertEquals(6000, line.endMillis());
  }

  @Test
  void doesNotJoinOverAGapOrAnotherSpeaker() {
    SubtitleTrack apart =
        new SubtitleTrack(
            "en", List.of(cue(0, 0, 1000, "One and"), cue(1, 5000, 6000, "two")), List.of());
    assertEquals("One and | two", shown(apart));
    assertEquals("One and | two", shown(track("en", "One and", "- two")));
    assertEquals("One and | BEN: two", shown(track("en", "One and", "BEN: two")));
  }

  @Test
  void takesSpeakersOfTheFile() {
    Cue marked =
        new Cue(
            0,
            1,
            "",
            0,
            1000,
            Optional.empty(),
            "Yes.\nNo.",
            List.of(
                new CueMark(new Span(0, 4), CueMark.Kind.SPEAKER, "Anna"),
                new CueMark(new Span(5, 8), CueMark.Kind.SPEAKER, "Ben")),
            Map.of(),
            Optional.empty());
    assertEquals(
        "Anna: Yes. | Ben: No.", shown(new SubtitleTrack("en", List.of(marked), List.of())));
  }

  @Test
  void leavesOutWhatIsWrittenInThePicture() {
    Cue sign =
        new Cue(
            0,
            1,
            "",
            0,
            1000,
            Optional.empty(),
            "EXIT",
            List.of(),
            Map.of("style", "Signs"),
            Optional.empty());
    Dialogue dialogue =
        Dialogue.of(new SubtitleTrack("en", List.of(sign), List.of()), DialogueSettings.DEFAULTS);
    assertEquals(List.of(), dialogue.lines());
    assertEquals(
        List.of(List.of(new CuePart.Silent(new Span(0, 4), SkipReason.ON_SCREEN_TEXT, ""))),
        dialogue.parts());
  }

  @Test
  void leavesOutWhatRollsUp() {
    assertEquals(
        "so today we will see how it works and then go home",
        shown(
            track(
                "en",
                "so today",
                "so today\nwe will see",
                "we will see\nhow it works",
                "how it works\nand then",
                "and then\ngo home")));
    assertEquals("No. | No.", shown(track("en", "No.", "No.")));
  }

  @Test
  void everyCharacterIsSaidOrSilentWithAReason() {
    String[] pieces = {
      "ANNA: ", "[door", "] ", "(sighs)", "(", ")", "♪", "- ", "-", "\n", " ", ">> ", "Yes. ",
      "no", "...", "# ", "#", "（", "）", "【", "太郎", "：", "\uD83D\uDE00", "é", "10:30", "Anna: "
    };
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      String[] texts = new String[1 + random.nextInt(6)];
      for (int at = 0; at < texts.length; at++) {
        StringBuilder text = new StringBuilder("x");
        for (int piece = random.nextInt(12); piece > 0; piece--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
        texts[at] = text.substring(random.nextInt(2)).isBlank() ? "x" : text.toString();
      }
      check(track(random.nextBoolean() ? "en" : "ja", texts));
    }
  }

  private static void check(SubtitleTrack track) {
    Dialogue dialogue = Dialogue.of(track, DialogueSettings.DEFAULTS);
    List<String> said = new ArrayList<>();
    for (int at = 0; at < track.cues().size(); at++) {
      int end = 0;
      for (CuePart part : dialogue.parts().get(at)) {
        assertEquals(end, part.characters().start(), track.cues().get(at).text());
        assertFalse(part.characters().length() == 0);
        end = part.characters().end();
        if (part instanceof CuePart.Said) {
          said.add(at + " " + part.characters());
        }
      }
      assertEquals(track.cues().get(at).text().length(), end);
    }
    List<String> spoken = new ArrayList<>();
    for (SpokenLine line : dialogue.lines()) {
      line.parts().forEach(part -> spoken.add(part.cue() + " " + part.characters()));
    }
    assertEquals(said, spoken);
  }
}
