package io.rhapsode.mux.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.testing.FfmpegLoudness;
import io.rhapsode.mux.testing.TestBook;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TruePeakLimiterTest {
  private static final int RATE = 44_100;

  @Test
  void onlyMultipliesWhatStaysBelowTheCeiling() throws IOException {
    float[] speech = TestBook.speechLike(RATE, 2, 3).samples();
    float[] expected = new float[speech.length];
    for (int i = 0; i < speech.length; i++) {
      expected[i] = speech[i] * 0.25f;
    }
    assertArrayEquals(expected, limit(speech, 0.25, 0.9, 4_096));
  }

  @Test
  void holdsTheTruePeakUnderTheCeiling() throws IOException {
    float[] speech = TestBook.speechLike(RATE, 6, 4).samples();
    double ceiling = Math.pow(10, -6 / 20.0);
    float[] limited = limit(speech, 4, ceiling, 4_096);
    FfmpegLoudness before = FfmpegLoudness.of(limit(speech, 4, 100, 4_096), RATE);
    FfmpegLoudness after = FfmpegLoudness.of(limited, RATE);
    assertTrue(before.truePeakDbtp() > 0, "the test needs peaks: " + before);
    assertTrue(after.truePeakDbtp() <= -5.9, "true peak " + after.truePeakDbtp());
    assertTrue(after.truePeakDbtp() >= -7, "limited too far: " + after.truePeakDbtp());
  }

  @Test
  void leavesAPeakWhereItIsAndRecovers() throws IOException {
    float[] signal = new float[RATE];
    Arrays.fill(signal, 0.1f);
    signal[20_000] = 1;
    float[] limited = limit(signal, 1, 0.5, 4_096);
    assertEquals(signal.length, limited.length);
    assertEquals(0.5, limited[20_000], 0.01);
    assertEquals(0.1f, limited[18_000]);
    assertEquals(0.1f, limited[40_000], 1e-6f);
  }

  @Test
  void turnsAllChannelsDownWithTheLoudestOne() throws IOException {
    float[] speech = TestBook.speechLike(RATE, 3, 4).samples();
    float[][] channels = new float[ChannelLayout.SURROUND_5_1.channels()][speech.length];
    for (int channel = 0; channel < channels.length; channel++) {
      for (int i = 0; i < speech.length; i++) {
        channels[channel][i] = speech[i] / (channel + 1);
      }
    }
    float[][] limited = limit(ChannelLayout.SURROUND_5_1, channels, 4, 0.5, 4_096);
    assertArrayEquals(limit(speech, 4, 0.5, 4_096), limited[0]);
    for (int channel = 1; channel < channels.length; channel++) {
      for (int i = 0; i < speech.length; i++) {
        assertEquals(limited[0][i], limited[channel][i] * (channel + 1), 1e-6f);
      }
    }
  }

  @Property(tries = 30)
  void doesNotDependOnHowTheSignalIsCut(
      @ForAll @IntRange(min = 1, max = 20_000) int length,
      @ForAll @IntRange(min = 1, max = 5_000) int block)
      throws IOException {
    Random random = new Random(length);
    float[] signal = new float[length];
    for (int i = 0; i < length; i++) {
      signal[i] = (float) random.nextGaussian() * 0.5f;
    }
    float[] whole = limit(signal, 1.5, 0.7, length);
    assertEquals(length, whole.length);
    assertArrayEquals(whole, limit(signal, 1.5, 0.7, block));
    for (float sample : whole) {
      assertTrue(Math.abs(sample) <= 0.7001f, "sample above the ceiling: " + sample);
    }
  }

  private static float[] limit(float[] samples, double gain, double ceiling, int block)
      throws IOException {
    return limit(ChannelLayout.MONO, new float[][] {samples}, gain, ceiling, block)[0];
  }

  private static float[][] limit(
      ChannelLayout layout, float[][] channels, double gain, double ceiling, int block)
      throws IOException {
    int samples = channels[0].length;
    float[][] limited = new float[channels.length][samples + 1];
    int[] length = {0};
    TruePeakLimiter limiter =
        new TruePeakLimiter(
            layout,
            RATE,
            gain,
            ceiling,
            (output, start, end) -> {
              for (int channel = 0; channel < output.length; channel++) {
                System.arraycopy(output[channel], start, limited[channel], length[0], end - start);
              }
              length[0] += end - start;
            });
    for (int position = 0; position < samples; position += block) {
      limiter.accept(channels, position, Math.min(samples, position + block));
    }
    limiter.finish();
    return Arrays.stream(limited).map(row -> Arrays.copyOf(row, length[0])).toArray(float[][]::new);
  }
}
