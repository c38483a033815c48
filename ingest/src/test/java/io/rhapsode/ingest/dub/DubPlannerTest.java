package io.rhapsode.ingest.dub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.testing.Voices;
import io.rhapsode.pipeline.text.Utterance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DubPlannerTest {
  private static final String FILM =
      """
      1
      00:00:01,000 --> 00:00:02,000
      [door slams]

      2
      00:00:03,000 --> 00:00:05,000
      ANNA: Where have you been?

      3
      00:00:06,000 --> 00:00:08,000
      - At home.
      - All day?

      4
      00:00:09,000 --> 00:00:10,500
      I never left the house before

      5
      00:00:10,600 --> 00:00:12,000
      the rain had stopped.
      """;

  @TempDir private Path folder;

  @Test
  void saysWhatIsSaidByWhomAndWhen() throws Exception {
    DubPlan plan = plan(FILM);

    List<Utterance> said = plan.script().utterances();
    assertEquals(
        List.of(
            "Where have you been?",
            "At home.",
            "All day?",
            "I never left the house before the rain had stopped."),
        said.stream().map(utterance -> utterance.spoken().strip()).toList());
    assertEquals(Optional.of("ANNA"), said.get(0).speaker());
    List<Window> windows = plan.tracks().get(0).windows();
    assertEquals(
        List.of(3_000L, 6_000L, 7_000L, 9_000L),
        windows.stream().map(window -> window.startMillis() / 1_000 * 1_000).toList());
    assertEquals(3_000, windows.get(0).startMillis(), "a label takes no time");
    assertEquals(
        List.of(9_000L, 10_600L),
        windows.get(3).anchors().stream().map(Window.Anchor::startMillis).toList());
  }

  @Test
  void everyCharacterIsSaidOrSkipped() throws Exception {
    DubPlan plan = plan(FILM);

    int said = plan.script().utterances().stream().mapToInt(u -> u.text().length()).sum();
    int skipped = plan.skips().stream().mapToInt(skip -> skip.text().length()).sum();
    assertEquals(plan.blockLengths().stream().mapToInt(Integer::intValue).sum(), said + skipped);
  }

  private DubPlan plan(String subtitles) throws Exception {
    Path file = Files.writeString(folder.resolve("film.en.srt"), subtitles);
    DubSource source =
        new DubSource(
            "film",
            Optional.empty(),
            List.of(new TrackSource("en", file.toString())),
            new Cast("tone", List.of()),
            Optional.empty(),
            List.of());
    return new DubPlanner(
            SubtitleLimits.DEFAULTS,
            DialogueSettings.DEFAULTS,
            JobVoices.of(List.of(Voices.tone("tone"))))
        .plan(source);
  }
}
