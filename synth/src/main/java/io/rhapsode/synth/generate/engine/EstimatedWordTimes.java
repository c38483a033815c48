package io.rhapsode.synth.generate.engine;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.WrittenWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Word times for a family that gives none: the time between the first and the last sound is divided
 * among the words by their number of letters and digits, plus one for the gap. Good to about a
 * syllable in a short sentence; drifts where the speaker pauses.
 */
final class EstimatedWordTimes {
  /** A sample below this share of the peak counts as silence: 40 dB. */
  private static final float SILENCE_SHARE = 0.01f;

  private EstimatedWordTimes() {}

  /**
   * Estimates.
   *
   * @param text the text that was spoken
   * @param samples its sound
   * @return one time for each stretch of the text without white space that has a letter or digit
   */
  static List<WordTime> of(String text, float[] samples) {
    List<Span> words = WrittenWords.of(text, new Span(0, text.length()));
    int start = firstSound(samples);
    int end = lastSound(samples);
    long total = words.stream().mapToLong(word -> WrittenWords.weight(word.of(text))).sum();
    List<WordTime> times = new ArrayList<>();
    long before = 0;
    for (Span word : words) {
      long after = before + WrittenWords.weight(word.of(text));
      times.add(
          new WordTime(
              word,
              (int) (start + before * (end - start) / total),
              (int) (start + after * (end - start) / total)));
      before = after;
    }
    return times;
  }

  private static int firstSound(float[] samples) {
    float floor = SILENCE_SHARE * peak(samples);
    int i = 0;
    while (i < samples.length && Math.abs(samples[i]) <= floor) {
      i++;
    }
    return i == samples.length ? 0 : i;
  }

  private static int lastSound(float[] samples) {
    float floor = SILENCE_SHARE * peak(samples);
    int i = samples.length;
    while (i > 0 && Math.abs(samples[i - 1]) <= floor) {
      i--;
    }
    return i == 0 ? samples.length : i;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
