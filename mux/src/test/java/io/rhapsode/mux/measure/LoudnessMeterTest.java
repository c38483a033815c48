package io.rhapsode.mux.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.mux.testing.FfmpegLoudness;
import io.rhapsode.mux.testing.TestBook;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessMeterTest {
  /** ITU-R BS.1770-4: a full-scale sine of 997 Hz in one channel measures -3.01 LKFS. */
  @ParameterizedTest
  @ValueSource(ints = {22_050, 24_000, 44_100, 48_000})
  void measuresTheReferenceSineAtEveryRate(int sampleRateHz) {
    float[] sine = new float[sampleRateHz * 5];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (float) Math.sin(2 * Math.PI * 997 * i / sampleRateHz);
    }
    assertEquals(-3.01, measure(sine, sampleRateHz).integratedLufs(), 0.06);
  }

  @Test
  void agreesWithFfmpegOnSpeechWithPauses() {
    float[] speech = TestBook.speechLike(48_000, 8, 5).samples();
    float[] withPauses = new float[48_000 * 20];
    System.arraycopy(speech, 0, withPauses, 48_000, speech.length);
    System.arraycopy(speech, 0, withPauses, 48_000 * 11, speech.length);
    FfmpegLoudness expected = FfmpegLoudness.of(withPauses, 48_000);
    assertEquals(expected.integratedLufs(), measure(withPauses, 48_000).integratedLufs(), 0.1);
  }

  @Test
  void silenceHasNoLoudness() {
    LoudnessMeter meter = measure(new float[48_000], 48_000);
    assertEquals(Double.NEGATIVE_INFINITY, meter.integratedLufs());
    assertEquals(Double.NEGATIVE_INFINITY, meter.rootMeanSquareDecibels());
    assertEquals(0, meter.peak());
  }

  @Test
  void rootMeanSquareCountsSilenceIn() {
    float[] samples = new float[20_000];
    Arrays.fill(samples, 0, 10_000, 0.5f);
    LoudnessMeter meter = measure(samples, 10_000);
    assertEquals(20 * Math.log10(0.5) - 3.01, meter.rootMeanSquareDecibels(), 0.01);
    assertEquals(0.5f, meter.peak());
  }

  private static LoudnessMeter measure(float[] samples, int sampleRateHz) {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    meter.accept(samples, 0, samples.length);
    return meter;
  }
}
