package io.rhapsode.workflows.command.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubbedTrack;
import io.rhapsode.pipeline.dub.Window;
import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.text.Boundary;
import io.rhapsode.pipeline.text.Locator;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Syllables of a voice that the test makes, over as much noise as it wants. */
class SpeakerClipTest {
  private static final int RATE_HZ = 48_000;
  private static final Path FILM = Path.of("film.mp4");

  @Test
  void theCleanestMomentsAreTakenInTheirOrder() throws VoiceException {
    SpeakerClip clip = SpeakerClip.of("Ada", plan(4, "Ada"));
    assertEquals(4, clip.candidates().size());
    double[] noises = {0.001, 0.02, 0.001, 0.001};
    for (int i = 0; i < noises.length; i++) {
      clip.judge(i, speech(6, noises[i]));
    }
    double seconds = clip.best(FILM).length / (double) ReferenceCheck.SAMPLE_RATE_HZ;
    assertEquals(2 * 6 + 0.2, seconds, 0.01, "two of 6 s, and a pause");
  }

  @Test
  void noiseAndFaintnessAreNoVoice() throws VoiceException {
    for (float[] unusable : List.of(speech(6, 0.2), new float[6 * RATE_HZ])) {
      SpeakerClip clip = SpeakerClip.of("Ada", plan(3, "Ada"));
      for (int i = 0; i < 3; i++) {
        clip.judge(i, unusable);
      }
      VoiceException refused = assertThrows(VoiceException.class, () -> clip.best(FILM));
      assertTrue(
          refused.getMessage().startsWith("0.0 s of Ada alone and clean were found in film.mp4"),
          refused.getMessage());
    }
  }

  @Test
  void whoIsNeverAloneHasNoMoments() throws VoiceException {
    assertEquals(List.of(), SpeakerClip.of("Ada", plan(2, "Ada", "Ben")).candidates());
    assertThrows(VoiceException.class, () -> SpeakerClip.of("Eve", plan(2, "Ada")));
  }

  /** Half a second of a swelling tone with overtones, a quarter without; louder and louder. */
  private static float[] speech(int seconds, double noise) {
    Random random = new Random(7);
    float[] samples = new float[seconds * RATE_HZ];
    for (int i = 0; i < samples.length; i++) {
      boolean voiced = i % (3 * RATE_HZ / 4) < RATE_HZ / 2;
      double phase = 2 * Math.PI * 150 * i / RATE_HZ;
      double tone = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase);
      double loudness = 0.1 + 0.1 * i / samples.length;
      double swell = loudness * (0.6 + 0.4 * Math.sin(2 * Math.PI * 1.3 * i / RATE_HZ));
      samples[i] = (float) ((voiced ? swell * tone : 0) + noise * random.nextGaussian());
    }
    return samples;
  }

  /** Lines of 6 s, 1 s apart, each said by all. */
  private static DubPlan plan(int lines, String... speakers) {
    List<Utterance> utterances = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      for (String speaker : speakers) {
        int ordinal = utterances.size();
        utterances.add(
            new Utterance(
                ordinal,
                1,
                new Locator("film.srt", ordinal + 1, new Span(0, 3)),
                "Oh.",
                "Oh.",
                List.of(),
                "en",
                "tone",
                Boundary.SENTENCE,
                0));
        Window.Anchor anchor = new Window.Anchor(ordinal, 0, line * 7_000L);
        windows.add(
            new Window(ordinal, speaker, 0, line * 7_000L, line * 7_000L + 6_000, List.of(anchor)));
      }
    }
    return new DubPlan(
        new Script("film", "film.srt", utterances),
        "film",
        Optional.empty(),
        List.of(new DubbedTrack("en", "film.srt", windows)),
        utterances.stream().map(utterance -> utterance.text().length()).toList(),
        List.of(),
        List.of());
  }
}
