package io.rhapsode.mux.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempoFilterTest {
  /** Windows are moved by so much, and the last one may sound twice. */
  private static final double MOVED_SECONDS = 0.015;

  private static final double REPEATED_SECONDS = 0.065;
  private static final float LOUD = 0.05f;

  @ParameterizedTest
  @ValueSource(ints = {16_000, 22_050, 24_000, 48_000})
  void everythingIsAtItsTimeAndNothingIsLost(int rate) throws IOException {
    for (double tempo : new double[] {1.02, 1.05, 1.15, 1.25}) {
      for (double at : new double[] {0, 0.03, 0.3, 0.8}) {
        PcmClip clip = burst(rate, at);
        int samples = (int) Math.round(clip.length() / tempo);
        PcmClip made = TempoFilter.stretched(clip, samples);
        String what = "%d Hz, tempo %s, at %s s".formatted(rate, tempo, at);
        assertEquals(samples, made.length(), what);
        float[] heard = made.samples();
        int first = 0;
        while (Math.abs(heard[first]) < LOUD) {
          first++;
        }
        int last = heard.length - 1;
        while (Math.abs(heard[last]) < LOUD) {
          last--;
        }
        assertEquals(at / tempo, first / (double) rate, MOVED_SECONDS, what);
        assertEquals((at + 0.4) / tempo, last / (double) rate, REPEATED_SECONDS, what);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 24_000})
  void whatSoundsUpToTheEndIsNotCut(int rate) throws IOException {
    PcmClip clip = burst(rate, 0);
    float[] whole = new float[(int) (0.4 * rate)];
    System.arraycopy(clip.samples(), 0, whole, 0, whole.length);
    int samples = (int) (whole.length / 1.15);
    float[] heard = TempoFilter.stretched(new PcmClip(rate, whole), samples).samples();
    double tail = 0;
    for (int i = heard.length - rate / 50; i < heard.length; i++) {
      tail = Math.max(tail, Math.abs(heard[i]));
    }
    assertTrue(tail > LOUD, "the end sounds as long as there was sound");
  }

  /** 400 ms of noise in two seconds of silence. */
  private static PcmClip burst(int rate, double at) {
    float[] samples = new float[2 * rate];
    Random random = new Random(1);
    for (int i = (int) (at * rate); i < (int) ((at + 0.4) * rate); i++) {
      samples[i] = (float) Math.max(-0.9, Math.min(0.9, 0.2 * random.nextGaussian()));
    }
    return new PcmClip(rate, samples);
  }
}
