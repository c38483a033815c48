package io.rhapsode.synth.generate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatedWordTimesTest {
  @Test
  void dividesTheSoundByLetters() {
    float[] samples = new float[1200];
    Arrays.fill(samples, 100, 1100, 0.5f);

    assertEquals(
        List.of(
            new WordTime(new Span(0, 4), 100, 500),
            new WordTime(new Span(7, 8), 500, 700),
            new WordTime(new Span(9, 13), 700, 1100)),
        EstimatedWordTimes.of("Oho, - a bcd!", samples));
  }

  @Test
  void coversASilentClipWhole() {
    assertEquals(
        List.of(new WordTime(new Span(0, 2), 0, 10)), EstimatedWordTimes.of("No", new float[10]));
  }

  @Test
  void findsNoWordsInSymbols() {
    assertEquals(List.of(), EstimatedWordTimes.of("* * *", new float[10]));
  }
}
