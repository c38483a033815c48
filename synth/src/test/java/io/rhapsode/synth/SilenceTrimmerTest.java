package io.rhapsode.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilenceTrimmerTest {
  private static final int RATE_HZ = 10_000;
  private static final int PADDING = 300;
  private static final int FADE = 50;

  @Property
  void leavesTheSameSilenceAtBothEnds(
      @ForAll @IntRange(max = 2_000) int before,
      @ForAll @IntRange(min = 1, max = 2_000) int sound,
      @ForAll @IntRange(max = 2_000) int after) {
    float[] samples = new float[before + sound + after];
    Arrays.fill(samples, before, before + sound, 0.25f);
    WordTime word = new WordTime(new Span(0, 3), before, before + sound);

    Speech trimmed = trim(samples, word).orElseThrow();

    float[] expected = new float[PADDING + sound + PADDING];
    Arrays.fill(expected, PADDING, PADDING + sound, 0.25f);
    assertArrayEquals(expected, trimmed.clip().samples());
    assertEquals(List.of(new WordTime(new Span(0, 3), PADDING, PADDING + sound)), trimmed.words());
  }

  @Test
  void keepsWhatIsQuietNextToTheSoundAndFadesIt() {
    float[] samples = new float[2_000];
    Arrays.fill(samples, 0.002f);
    Arrays.fill(samples, 800, 1_000, 0.5f);

    float[] trimmed = trim(samples).orElseThrow().clip().samples();

    assertEquals(800, trimmed.length);
    assertEquals(0, trimmed[0]);
    assertEquals(0.001f, trimmed[FADE / 2], 1e-6f);
    assertEquals(0.002f, trimmed[FADE]);
    assertEquals(0.002f, trimmed[trimmed.length - 1 - FADE]);
    assertEquals(0, trimmed[trimmed.length - 1]);
  }

  @Test
  void keepsWordsInsideTheClip() {
    float[] samples = new float[3_000];
    Arrays.fill(samples, 1_000, 1_100, 0.5f);
    WordTime early = new WordTime(new Span(0, 1), 0, 1_050);
    WordTime late = new WordTime(new Span(2, 3), 1_050, 3_000);

    Speech trimmed = trim(samples, early, late).orElseThrow();

    assertEquals(
        List.of(
            new WordTime(new Span(0, 1), 0, PADDING + 50),
            new WordTime(new Span(2, 3), PADDING + 50, 2 * PADDING + 100)),
        trimmed.words());
  }

  @Test
  void findsNothingInSilence() {
    float[] hiss = new float[100];
    Arrays.fill(hiss, 0.0005f);

    assertEquals(Optional.empty(), trim(hiss));
    assertEquals(Optional.empty(), trim(new float[0]));
  }

  private static Optional<Speech> trim(float[] samples, WordTime... words) {
    return SilenceTrimmer.trim(new Speech(new PcmClip(RATE_HZ, samples), List.of(words)));
  }
}
