package io.rhapsode.mux.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomToneTest {
  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void silenceGetsTheLevelThatIsAskedFor(int rate) throws IOException {
    float[] tone = toned(new float[rate * 4], rate, rate * 4);
    double sum = 0;
    for (float sample : tone) {
      sum += (double) sample * sample;
    }
    assertEquals(-75, 10 * Math.log10(sum / tone.length), 0.5);
  }

  @Test
  void blocksMakeNoDifferenceAndSpeechIsOnlyAddedTo() throws IOException {
    float[] speech = new float[10_000];
    Arrays.fill(speech, 0.25f);
    float[] whole = toned(speech, 44_100, 10_000);
    assertArrayEquals(whole, toned(speech, 44_100, 77));
    float[] silence = toned(new float[10_000], 44_100, 10_000);
    for (int i = 0; i < whole.length; i++) {
      assertEquals(0.25f + silence[i], whole[i], 1e-7f);
    }
  }

  private static float[] toned(float[] samples, int rate, int blockSamples) throws IOException {
    float[] result = new float[samples.length];
    int[] length = {0};
    RoomTone tone =
        new RoomTone(
            (block, start, end) -> {
              System.arraycopy(block, start, result, length[0], end - start);
              length[0] += end - start;
            },
            rate,
            -75,
            1);
    for (int start = 0; start < samples.length; start += blockSamples) {
      tone.accept(samples, start, Math.min(samples.length, start + blockSamples));
    }
    return result;
  }
}
