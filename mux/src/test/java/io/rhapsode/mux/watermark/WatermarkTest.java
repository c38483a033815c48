package io.rhapsode.mux.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.testing.TestBook;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {
  private static final int RATE = 24_000;
  private static final int PAYLOAD = 0xCAFE1234;
  private static final float[] SPEECH = TestBook.speechLike(RATE, 60, 7).samples();
  private static final float[] MARKED = marked(SPEECH, 4_096);

  @Test
  void isFoundAndReadWithoutTheOriginal() {
    Detection detection = detect(MARKED);
    assertTrue(detection.found());
    assertEquals(OptionalInt.of(PAYLOAD), detection.payload());
    assertEquals(1, detection.speed(), 0.002);
    assertEquals(detection.stretches(), detection.markedStretches());
    assertTrue(detection.falseAlarmProbability() < 1e-6);
  }

  @Test
  void aMarkTooWeakInAnyOneStretchIsFoundInTheWhole() {
    float[] noise = noise(60, 0.09, 11);
    float[] drowned = new float[MARKED.length];
    for (int i = 0; i < drowned.length; i++) {
      drowned[i] = MARKED[i] + noise[i];
    }
    Detection detection = detect(drowned);
    assertEquals(0, detection.markedStretches(), detection.toString());
    assertTrue(detection.found(), detection.toString());
  }

  @Test
  void isNotFoundWhereNoneIs() {
    assertFalse(detect(SPEECH).found());
    assertFalse(detect(new float[RATE * 30]).found(), "silence");
    assertFalse(detect(noise(30, 1, 3)).found(), "noise");
    assertFalse(detect(new float[0]).found(), "nothing");
  }

  @Test
  void lengthAndSilenceStayAndTheChangeIsSmall() {
    float[] gap = SPEECH.clone();
    Arrays.fill(gap, 10 * RATE, 12 * RATE, 0);
    float[] result = marked(gap, 1_000);
    assertEquals(gap.length, result.length);
    int frame = 2_048;
    assertArrayEquals(
        new float[2 * RATE - 2 * frame],
        Arrays.copyOfRange(result, 10 * RATE + frame, 12 * RATE - frame));
    double signal = 0;
    double change = 0;
    for (int i = 0; i < gap.length; i++) {
      signal += gap[i] * gap[i];
      change += Math.pow(result[i] - gap[i], 2);
    }
    assertTrue(10 * Math.log10(signal / change) > 20, "the change is 20 dB below the speech");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 333, RATE})
  void blocksMakeNoDifference(int block) {
    float[] start = Arrays.copyOf(SPEECH, 3 * RATE);
    assertArrayEquals(marked(start, 4_096), marked(start, block));
  }

  @ParameterizedTest
  @CsvSource({"0.95", "0.98", "1.02", "1.05"})
  void isFoundWhenPlayedFasterOrSlower(double speed) {
    float[] played = new float[(int) (MARKED.length / speed) - 1];
    for (int i = 0; i < played.length; i++) {
      double place = i * speed;
      int before = (int) place;
      double share = place - before;
      played[i] = (float) (MARKED[before] * (1 - share) + MARKED[before + 1] * share);
    }
    Detection detection = detect(played);
    assertEquals(OptionalInt.of(PAYLOAD), detection.payload(), detection.toString());
    assertEquals(speed, detection.speed(), 0.002);
  }

  @Test
  void isFoundAfterACutInNoiseAndAtAnotherLevel() {
    float[] noise = noise(60, 0.01, 5);
    float[] cut = new float[MARKED.length - 5 * RATE];
    for (int i = 0; i < cut.length; i++) {
      int from = i < 20 * RATE ? i : i + 5 * RATE;
      cut[i] = 0.1f * (MARKED[from] + noise[from]);
    }
    Detection detection = detect(cut);
    assertEquals(OptionalInt.of(PAYLOAD), detection.payload(), detection.toString());
  }

  @Test
  void ratesWithoutTheBandsOfTheMarkAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WatermarkEmbedder((samples, start, end) -> {}, 8_000, WatermarkKey.PUBLIC, 0));
  }

  private static float[] noise(int seconds, double level, int seed) {
    Random random = new Random(seed);
    float[] noise = new float[seconds * RATE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (level * random.nextGaussian());
    }
    return noise;
  }

  private static Detection detect(float[] samples) {
    WatermarkDetector detector = new WatermarkDetector(WatermarkKey.PUBLIC, RATE);
    detector.accept(samples, 0, samples.length);
    return detector.finish();
  }

  private static float[] marked(float[] samples, int block) {
    float[] marked = new float[samples.length];
    int[] length = {0};
    try {
      WatermarkEmbedder embedder =
          new WatermarkEmbedder(
              (out, start, end) -> {
                System.arraycopy(out, start, marked, length[0], end - start);
                length[0] += end - start;
              },
              RATE,
              WatermarkKey.PUBLIC,
              PAYLOAD);
      for (int start = 0; start < samples.length; start += block) {
        embedder.accept(samples, start, Math.min(samples.length, start + block));
      }
      embedder.finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertEquals(samples.length, length[0]);
    return marked;
  }
}
