package io.rhapsode.synth.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest {
  @Test
  void isNormal() {
    GaussianNoise noise = new GaussianNoise(42);
    int count = 0;
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int frame = 0; frame < 2_000; frame++) {
      for (float value : noise.frame(0, 0, frame, 32, 0.5)) {
        double unit = value / 0.5;
        count++;
        sum += unit;
        squares += unit * unit;
        fourths += unit * unit * unit * unit;
      }
    }

    assertEquals(0, sum / count, 0.02);
    assertEquals(1, squares / count, 0.03);
    assertEquals(3, fourths / count, 0.15);
  }

  @Test
  void keepsItsNumbersBetweenReleases() {
    assertArrayEquals(
        new float[] {2.9156764e-4f, -0.30484697f, 1.7887573f},
        new GaussianNoise(7).frame(0, 0, 0, 3, 1),
        0f);
  }

  @Property(tries = 200)
  void everyPlaceHasItsOwnNumbers(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int attempt,
      @ForAll @IntRange(max = 50) int chunk,
      @ForAll @IntRange(max = 500) int frame) {
    GaussianNoise noise = new GaussianNoise(seed);
    float[] row = noise.frame(attempt, chunk, frame, 8, 1);

    assertArrayEquals(row, new GaussianNoise(seed).frame(attempt, chunk, frame, 8, 1));
    assertArrayEquals(Arrays.copyOf(row, 5), noise.frame(attempt, chunk, frame, 5, 1));
    assertFalse(Arrays.equals(row, noise.frame(attempt + 1, chunk, frame, 8, 1)));
    assertFalse(Arrays.equals(row, noise.frame(attempt, chunk + 1, frame, 8, 1)));
    assertFalse(Arrays.equals(row, noise.frame(attempt, chunk, frame + 1, 8, 1)));
    assertFalse(Arrays.equals(row, new GaussianNoise(seed + 1).frame(attempt, chunk, frame, 8, 1)));
  }
}
