package io.rhapsode.synth.voice.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.checkpoint.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KaiserResamplerTest {
  private static final Path GOLDEN = Path.of("src/test/resources/pocket-tts/golden.safetensors");

  /** The fixture's own tolerance: 1e-4 of the largest value. */
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(ints = {16000, 22050, 44100, 48000})
  void equalsTheReference(int rateHz) throws Exception {
    try (Safetensors golden = Safetensors.open(GOLDEN)) {
      float[] expected = golden.floats("resample.out_" + rateHz);
      float[] resampled =
          new KaiserResampler(rateHz, 24000).resample(golden.floats("resample.in_" + rateHz));
      assertClose(expected, resampled);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16000, 22050, 48000})
  void designsTheReferenceFilter(int rateHz) throws Exception {
    try (Safetensors golden = Safetensors.open(GOLDEN)) {
      double[] taps = new KaiserResampler(rateHz, 24000).taps();
      float[] narrowed = new float[taps.length];
      for (int index = 0; index < taps.length; index++) {
        narrowed[index] = (float) taps[index];
      }
      assertClose(golden.floats("resample.taps_" + rateHz), narrowed);
    }
  }

  @Test
  void theSameRateChangesNothing() {
    float[] samples = {0.5f, -0.25f, 1f};
    assertArrayEquals(samples, new KaiserResampler(24000, 24000).resample(samples));
  }

  @Test
  void refusesRatesOutOfBounds() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new KaiserResampler(24000, 3999));
    assertEquals("sample rate 3999 Hz is not in 4000 .. 384000", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new KaiserResampler(384001, 24000));
  }

  @Property(tries = 60)
  void keepsLengthAndLevelAtAnyRate(
      @ForAll @IntRange(min = 4000, max = 48000) int rateHz,
      @ForAll @IntRange(min = 0, max = 3000) int length) {
    float[] constant = new float[length];
    Arrays.fill(constant, 0.5f);
    float[] resampled = new KaiserResampler(rateHz, 24000).resample(constant);
    assertEquals((length * 24000L + rateHz - 1) / rateHz, resampled.length);
    if (length > 200) {
      assertEquals(0.5, resampled[resampled.length / 2], 0.01);
    }
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double largest = 0;
    double difference = 0;
    for (int index = 0; index < expected.length; index++) {
      largest = Math.max(largest, Math.abs(expected[index]));
      difference = Math.max(difference, Math.abs(expected[index] - actual[index]));
    }
    assertTrue(difference <= TOLERANCE * largest, "differs by " + difference);
  }
}
