package io.rhapsode.synth.family.onnx;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.WrittenWords;
import java.util.ArrayList;
import java.util.List;

/**
 * When the words of a text are heard, from the times of the words of its phonemes. A phonemiser
 * joins words ("in the" is one) and parts others, so that the two do not always pair off.
 */
public final class WordSounds {
  private WordSounds() {}

  /**
   * A stretch of sound.
   *
   * @param start first sample
   * @param end one past the last sample
   */
  public record Sound(int start, int end) {}

  /**
   * Pairs words with sounds, one by one where there are as many of both; otherwise the time from
   * the first to the last sound is divided among the words by their letters.
   *
   * @param text the whole text
   * @param piece the part of it that was sounded
   * @param sounds of the words of its phonemes, in order
   * @return one time for each stretch without white space that has a letter or a digit; none
   *     without sounds
   */
  public static List<WordTime> pair(String text, Span piece, List<Sound> sounds) {
    List<Span> words = WrittenWords.of(text, piece);
    if (words.isEmpty() || sounds.isEmpty()) {
      return List.of();
    }
    List<WordTime> times = new ArrayList<>();
    if (words.size() == sounds.size()) {
      for (int i = 0; i < words.size(); i++) {
        times.add(new WordTime(words.get(i), sounds.get(i).start(), sounds.get(i).end()));
      }
      return times;
    }
    int start = sounds.get(0).start();
    int end = sounds.get(sounds.size() - 1).end();
    long total = words.stream().mapToLong(word -> WrittenWords.weight(word.of(text))).sum();
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
}
