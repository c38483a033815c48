package io.rhapsode.mux.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorationTest {
  private static final int RATE = 24_000;
  private static final VoiceCorrection REPAIR =
      new VoiceCorrection(0, Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void goodTakesKeepTheirSamples() {
    List<float[]> takes = takes();
    assertEquals(Optional.empty(), Hum.in(takes, RATE));
    for (float[] take : takes) {
      assertArrayEquals(take, REPAIR.repaired(new PcmClip(RATE, take)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.002, -0.1, 0.3})
  void aSteadyOffsetIsTakenOutAndItsTakesBeginAtZero(double offset) {
    float[] speech = take(1);
    float[] shifted = speech.clone();
    TakeEnvelope envelope = TakeEnvelope.of(speech, RATE);
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += (float) (offset * envelope.at(i));
    }
    float[] restored = REPAIR.repaired(new PcmClip(RATE, shifted));
    assertEquals(0, restored[0], 1e-6f);
    assertEquals(0, restored[restored.length - 1], 1e-6f);
    assertTrue(decibels(difference(restored, speech)) < -60, "" + mean(restored));
  }

  @Test
  void peaksThatWereCutOffAreDrawnAgain() {
    float[] speech = take(2);
    float[] cut = speech.clone();
    float level = 0.5f * new PcmClip(RATE, speech).peak();
    for (int i = 0; i < cut.length; i++) {
      cut[i] = Math.max(-level, Math.min(level, cut[i]));
    }
    float[] restored = REPAIR.repaired(new PcmClip(RATE, cut));
    double before = decibels(difference(cut, speech));
    double after = decibels(difference(restored, speech));
    assertTrue(after < before - 4, before + " dB before, " + after + " after");
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, 49.9, 60, 60.07})
  void humIsHeardAndTakenOut(double mains) {
    List<float[]> clean = takes();
    List<float[]> humming = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      humming.add(humming(clean.get(i), mains, i));
    }
    Hum hum = Hum.in(humming, RATE).orElseThrow();
    assertEquals(mains, hum.mainsHertz(), 0.05);
    for (int i = 0; i < clean.size(); i++) {
      float[] restored = humming.get(i).clone();
      hum.remove(restored, RATE, TakeEnvelope.of(restored, RATE));
      double before = decibels(difference(humming.get(i), clean.get(i)));
      double after = decibels(difference(restored, clean.get(i)));
      assertTrue(after < before - 12, before + " dB before, " + after + " after");
    }
  }

  @Test
  void aVoiceThatHoldsItsPitchIsNoHum() {
    List<float[]> steady = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      // Pitches of 120 Hz, a multiple of 60, as well as others.
      steady.add(TestBook.speechLike(RATE, 3, seed).samples());
    }
    assertEquals(Optional.empty(), Hum.in(steady, RATE));
    float[] robot = TestBook.speechLike(RATE, 4, 2).samples();
    assertEquals(Optional.empty(), Hum.in(List.of(robot, robot), RATE));
  }

  @Test
  void aLongSilenceBecomesAPauseAndItsWordsMoveAlong() {
    float[] first = take(3);
    float[] second = take(4);
    int silence = 3 * RATE;
    float[] samples = new float[first.length + silence + second.length];
    System.arraycopy(first, 0, samples, 0, first.length);
    System.arraycopy(second, 0, samples, first.length + silence, second.length);
    List<WordTime> words =
        List.of(
            new WordTime(new Span(0, 3), 100, first.length - 100),
            new WordTime(new Span(4, 7), first.length + silence + 100, samples.length - 50));
    LongSilences.Shortened shortened = LongSilences.shortened(new PcmClip(RATE, samples), words);
    int gone = samples.length - shortened.clip().length();
    assertEquals(2.2, gone / (double) RATE, 0.2);
    assertEquals(words.get(0), shortened.words().get(0));
    assertEquals(
        new WordTime(
            new Span(4, 7), words.get(1).startSample() - gone, words.get(1).endSample() - gone),
        shortened.words().get(1));
    float[] end =
        shortened.clip().slice(first.length + silence - gone, samples.length - gone).samples();
    assertArrayEquals(second, end);
  }

  @Test
  void theSpectrumOfAVoiceIsBroughtNearerWithinBounds() {
    VoiceSound bright = VoiceSound.of(takes(), RATE);
    List<float[]> muffled = takes().stream().map(RestorationTest::muffled).toList();
    VoiceSound dull = VoiceSound.of(muffled, RATE);
    double[] gains = Equaliser.towards(bright, dull);
    Equaliser equaliser = new Equaliser(gains, RATE);
    VoiceSound nearer = VoiceSound.of(muffled.stream().map(equaliser::apply).toList(), RATE);
    for (int band = 0; band < gains.length; band++) {
      assertTrue(Math.abs(gains[band]) <= Equaliser.MOST_DECIBELS);
      double before = Math.abs(bright.bands()[band] - dull.bands()[band]);
      double after = Math.abs(bright.bands()[band] - nearer.bands()[band]);
      assertTrue(
          after <= Math.max(before, Equaliser.OWN_DECIBELS) + 0.5,
          band + ": " + before + " " + after);
    }
    assertTrue(gains[gains.length - 1] > 3, "" + gains[gains.length - 1]);
    assertEquals(0, Equaliser.towards(bright, bright).length);
  }

  private static List<float[]> takes() {
    List<float[]> takes = new ArrayList<>();
    for (int seed = 1; seed <= 6; seed++) {
      takes.add(take(seed));
    }
    return takes;
  }

  /** Speech-like, with a pitch that wanders as voices do, and faded as takes are. */
  private static float[] take(int seed) {
    float[] samples = new float[(int) (RATE * (2 + seed * 0.4))];
    double phase = 0;
    for (int i = 0; i < samples.length; i++) {
      double time = i / (double) RATE;
      phase += 2 * Math.PI * (110 + 8 * seed) * (1 + 0.15 * Math.sin(3.1 * time + seed)) / RATE;
      double envelope = Math.max(0, Math.sin(2 * Math.PI * 3.4 * time) + 0.4);
      double voiced = 0;
      for (int harmonic = 1; harmonic <= 40; harmonic++) {
        voiced += Math.sin(phase * harmonic + harmonic * harmonic) / harmonic;
      }
      samples[i] = (float) (0.1 * envelope * voiced);
    }
    TakeEnvelope envelope = new TakeEnvelope(0, samples.length, samples.length, RATE / 200);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) envelope.at(i);
    }
    return samples;
  }

  private static float[] humming(float[] clean, double mains, int phase) {
    TakeEnvelope envelope = TakeEnvelope.of(clean, RATE);
    float[] humming = clean.clone();
    for (int i = 0; i < humming.length; i++) {
      double angle = 2 * Math.PI * mains * i / RATE + phase;
      double hum =
          0.02 * Math.sin(angle) + 0.01 * Math.sin(2 * angle) + 0.008 * Math.sin(3 * angle);
      humming[i] += (float) (hum * envelope.at(i));
    }
    return humming;
  }

  private static float[] muffled(float[] samples) {
    float[] muffled = new float[samples.length];
    float last = 0;
    for (int i = 0; i < samples.length; i++) {
      last += 0.3f * (samples[i] - last);
      muffled[i] = last;
    }
    return muffled;
  }

  private static float[] difference(float[] one, float[] other) {
    float[] difference = new float[one.length];
    for (int i = 0; i < one.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  private static double decibels(float[] samples) {
    return VoiceSound.decibels(samples);
  }

  private static double mean(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return sum / samples.length;
  }
}
