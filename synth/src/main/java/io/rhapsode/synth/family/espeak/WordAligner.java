package io.rhapsode.synth.family.espeak;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.family.espeak.library.EspeakSound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Turns the library's word events into times of the words of the text. The two do not match one to
 * one: a number is several events at one place, "of the" may be one event for two words, and the
 * lengths that the library reports stop at apostrophes. So the words come from the text, each event
 * belongs to the word in which or before which it starts, and words without an event share the time
 * of the word before them.
 */
final class WordAligner {
  /** Letters with inner apostrophes and joiners, numbers with inner points, or one symbol. */
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}]+"
              + "(?:(?:['\u2019\u200c\u200d]|(?<=\\p{N})[.,:](?=\\p{N}))[\\p{L}\\p{M}\\p{N}]+)*"
              + "|[\\p{S}%&@#*/\\\\]");

  /** Part of the loudest sample below which the sound after a word is a pause: -40 dB. */
  private static final float PAUSE_LEVEL = 0.01f;

  private static final int NO_EVENT = -1;

  private WordAligner() {}

  /** The words of {@code text} that are heard in {@code sound}, in order. */
  static List<WordTime> align(SpokenText text, EspeakSound sound) {
    List<Span> words = words(text, sound);
    if (words.isEmpty()) {
      return List.of();
    }
    float[] samples = sound.samples();
    int[] starts = starts(words, text, sound, samples.length);
    float threshold = PAUSE_LEVEL * peak(samples);
    List<WordTime> times = new ArrayList<>();
    for (int first = 0; first < words.size(); ) {
      int next = first + 1;
      while (next < words.size() && starts[next] == NO_EVENT) {
        next++;
      }
      int limit = next < words.size() ? starts[next] : samples.length;
      int end = soundEnd(samples, starts[first], limit, threshold);
      times.addAll(share(words.subList(first, next), starts[first], end));
      first = next;
    }
    return times;
  }

  /** Words of the text; symbols only where the library says something. */
  private static List<Span> words(SpokenText text, EspeakSound sound) {
    Set<Integer> spoken = new HashSet<>();
    sound.words().forEach(start -> spoken.add(text.offset(start.character())));
    return WORD.matcher(text.cleaned())
        .results()
        .filter(match -> isWord(match) || spoken.contains(match.start()))
        .map(match -> new Span(match.start(), match.end()))
        .toList();
  }

  private static boolean isWord(MatchResult match) {
    int first = match.group().codePointAt(0);
    return Character.isLetterOrDigit(first)
        || Character.getType(first) == Character.NON_SPACING_MARK
        || Character.getType(first) == Character.COMBINING_SPACING_MARK
        || Character.getType(first) == Character.OTHER_NUMBER
        || Character.getType(first) == Character.LETTER_NUMBER;
  }

  /** First sample of each word or NO_EVENT, never descending; the first word always has one. */
  private static int[] starts(List<Span> words, SpokenText text, EspeakSound sound, int length) {
    int[] starts = new int[words.size()];
    Arrays.fill(starts, NO_EVENT);
    int word = 0;
    int sample = 0;
    for (EspeakSound.WordStart event : sound.words()) {
      int offset = text.offset(event.character());
      while (word < words.size() - 1 && words.get(word).end() <= offset) {
        word++;
      }
      sample = Math.min(length, Math.max(sample, event.sample()));
      if (starts[word] == NO_EVENT) {
        starts[word] = sample;
      }
    }
    if (starts[0] == NO_EVENT) {
      starts[0] = firstStart(starts);
    }
    return starts;
  }

  private static int firstStart(int[] starts) {
    return Arrays.stream(starts).filter(start -> start != NO_EVENT).findFirst().orElse(0);
  }

  private static int soundEnd(float[] samples, int start, int limit, float threshold) {
    int end = limit;
    while (end > start && Math.abs(samples[end - 1]) <= threshold) {
      end--;
    }
    return end;
  }

  /** Divides a time among words by their numbers of characters. */
  private static List<WordTime> share(List<Span> words, int start, int end) {
    int characters = words.stream().mapToInt(Span::length).sum();
    List<WordTime> times = new ArrayList<>();
    int done = 0;
    for (Span word : words) {
      int from = start + (int) ((long) (end - start) * done / characters);
      done += word.length();
      int to = start + (int) ((long) (end - start) * done / characters);
      times.add(new WordTime(word, from, to));
    }
    return times;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
