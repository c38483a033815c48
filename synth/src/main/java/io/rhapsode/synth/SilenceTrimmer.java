package io.rhapsode.synth;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import java.util.List;
import java.util.Optional;

/**
 * Gives every clip the same short silence before its first and after its last sound, so that the
 * pauses between utterances are those of the timeline alone, and fades its ends, so that they do
 * not click.
 */
final class SilenceTrimmer {
  /** Silence that is kept, or added, at each end. */
  static final int PADDING_MILLIS = 30;

  private static final int FADE_MILLIS = 5;

  /** Quieter than this part of the peak is silence: -45 dB. */
  private static final double RELATIVE_LEVEL = Math.pow(10, -45 / 20.0);

  /** Quieter than this is silence whatever the peak: -65 dBFS. */
  private static final double ABSOLUTE_LEVEL = Math.pow(10, -65 / 20.0);

  private SilenceTrimmer() {}

  /**
   * @return the speech with {@link #PADDING_MILLIS} of silence around it and its word times moved
   *     along; empty when all of it is silence
   */
  static Optional<Speech> trim(Speech speech) {
    PcmClip clip = speech.clip();
    float[] samples = clip.samples();
    double level = Math.max(ABSOLUTE_LEVEL, RELATIVE_LEVEL * clip.peak());
    int first = 0;
    while (first < samples.length && Math.abs(samples[first]) <= level) {
      first++;
    }
    if (first == samples.length) {
      return Optional.empty();
    }
    int end = samples.length;
    while (Math.abs(samples[end - 1]) <= level) {
      end--;
    }
    int padding = clip.sampleRateHz() * PADDING_MILLIS / 1000;
    float[] padded = padded(samples, first - padding, end + padding);
    fadeEnds(padded, clip.sampleRateHz() * FADE_MILLIS / 1000);
    return Optional.of(
        new Speech(
            new PcmClip(clip.sampleRateHz(), padded),
            moved(speech.words(), padding - first, padded.length)));
  }

  /** Samples from {@code start} to {@code end}, with zeros where there are none. */
  private static float[] padded(float[] samples, int start, int end) {
    float[] padded = new float[end - start];
    int from = Math.max(0, start);
    int to = Math.min(samples.length, end);
    System.arraycopy(samples, from, padded, from - start, to - from);
    return padded;
  }

  private static void fadeEnds(float[] samples, int length) {
    for (int i = 0; i < length; i++) {
      float gain = (float) i / length;
      samples[i] *= gain;
      samples[samples.length - 1 - i] *= gain;
    }
  }

  private static List<WordTime> moved(List<WordTime> words, int distance, int length) {
    return words.stream()
        .map(
            word ->
                new WordTime(
                    word.spoken(),
                    within(word.startSample() + distance, length),
                    within(word.endSample() + distance, length)))
        .toList();
  }

  private static int within(int sample, int length) {
    return Math.max(0, Math.min(length, sample));
  }
}
