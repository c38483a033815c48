package io.rhapsode.synth.espeak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the library said.
 *
 * @param samples 16-bit samples, full scale is -1 to 1
 * @param words where words begin, in the order of the library
 */
record EspeakSound(float[] samples, List<WordStart> words) {
  private static final float FULL_SCALE = 32_768f;

  /**
   * The library begins to say something.
   *
   * @param character code point of the text, from 0
   * @param sample when, from 0
   */
  record WordStart(int character, int sample) {}

  EspeakSound {
    samples = samples.clone();
    words = List.copyOf(words);
  }

  @Override
  public float[] samples() {
    return samples.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EspeakSound sound
        && Arrays.equals(sound.samples, samples)
        && sound.words.equals(words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + words.hashCode();
  }

  /** Gathers what the library delivers piece by piece. */
  static final class Collector {
    private final List<WordStart> words = new ArrayList<>();
    private float[] samples = new float[1 << 15];
    private int length;

    void add(short[] piece) {
      if (length + piece.length > samples.length) {
        samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + piece.length));
      }
      for (short sample : piece) {
        samples[length++] = sample / FULL_SCALE;
      }
    }

    /**
     * @param position as the library counts: code points, from 1
     */
    void word(int position, int sample) {
      words.add(new WordStart(Math.max(0, position - 1), sample));
    }

    EspeakSound sound() {
      return new EspeakSound(Arrays.copyOf(samples, length), words);
    }
  }
}
