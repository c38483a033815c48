package io.rhapsode.synth.listen.word;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Fault.Kind;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.sound.Frames;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import io.rhapsode.synth.listen.word.SoundOfWords.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was heard against what was asked: what is missing, too much, or something else. */
public final class HeardWords {
  /** An inserted run this much like something asked is a repetition. */
  private static final double REPEATED = 0.35;

  /** Sounds of a word that is missed by itself: shorter ones recognisers lose. */
  private static final int LEAST_WORD = 3;

  /** In good takes up to 0.3 s are unexplained. */
  private static final double UNEXPLAINED_SECONDS = 0.45;

  /** What three short words that are said again leave at least. */
  private static final double REPETITION_SECONDS = 0.2;

  /** No take is longer. */
  private static final double MOST_SECONDS = 1e5;

  /** Words over which a repetition that is not written down is spread. */
  private static final int WINDOW_WORDS = 4;

  /** Sounds that a word may be longer than it is. */
  private static final double WORD_SLACK = 1.5;

  private final List<Word> asked;
  private final List<HeardWord> heard;
  private final List<Word> heardSounds;
  private final String askedAll;
  private final String heardAll;
  private final SoundAlignment alignment;

  /**
   * @param heardSounds the sounds of {@code heard}, one a word
   */
  HeardWords(List<Word> asked, List<HeardWord> heard, List<Word> heardSounds) {
    this.asked = asked;
    this.heard = heard;
    this.heardSounds = heardSounds;
    this.askedAll = joined(asked);
    this.heardAll = joined(heardSounds);
    this.alignment = SoundAlignment.of(askedAll, heardAll);
  }

  /**
   * Holds what a recogniser heard against a text.
   *
   * @param language BCP 47 tag of both
   */
  public static HeardWords compare(
      String text, List<HeardWord> heard, String language, SoundOfWords sounds)
      throws FailureException {
    List<Word> spoken = new ArrayList<>();
    for (HeardWord word : heard) {
      String all =
          sounds.of(word.text(), language).stream().map(Word::sounds).collect(Collectors.joining());
      spoken.add(new Word(new Span(0, word.text().length()), word.text(), all));
    }
    return new HeardWords(sounds.of(text, language), heard, spoken);
  }

  private static String joined(List<Word> words) {
    return words.stream().map(Word::sounds).collect(Collectors.joining());
  }

  /** Sounds that are wrong by those asked, in percent. */
  public double errorPercent() {
    return 100 * alignment.cost() / Math.max(1, askedAll.length());
  }

  /** What is wrong beyond the limits. */
  public List<Fault> faults(WordLimits limits) {
    List<Fault> faults = new ArrayList<>();
    int told = missing(limits, faults) + inserted(limits, faults);
    double others =
        errorPercent() - 100 * SoundAlignment.GAP * told / Math.max(1, askedAll.length());
    if (others > limits.errorPercent()) {
      faults.add(
          new Fault(
              Kind.DIFFERENT,
              String.format(
                  Locale.ROOT,
                  "%.0f %% of its sounds are others; heard: %s",
                  others,
                  heard.stream().map(HeardWord::text).collect(Collectors.joining(" ")))));
    }
    return faults;
  }

  /** Tells of runs and whole words that are missing, and how many sounds they have. */
  private int missing(WordLimits limits, List<Fault> faults) {
    boolean[] gone = new boolean[askedAll.length()];
    markRuns(gone, limits.run());
    markWords(gone);
    int told = 0;
    int start = 0;
    for (int i = 0; i <= gone.length; i++) {
      if (i < gone.length && gone[i]) {
        continue;
      }
      if (i > start) {
        String words = text(asked, start, i);
        faults.add(new Fault(Kind.MISSING, "it does not say \"%s\"".formatted(words)));
        told += i - start;
      }
      start = i + 1;
    }
    return told;
  }

  private void markRuns(boolean[] gone, int run) {
    int start = 0;
    for (int i = 0; i <= gone.length; i++) {
      if (i < gone.length && alignment.heardFor(i) < 0) {
        continue;
      }
      if (i - start > run) {
        Arrays.fill(gone, start, i, true);
      }
      start = i + 1;
    }
  }

  /** Words of three sounds and more of which nothing is heard. */
  private void markWords(boolean[] gone) {
    int first = 0;
    for (Word word : asked) {
      int end = first + word.sounds().length();
      int missing = 0;
      for (int i = first; i < end; i++) {
        missing += alignment.heardFor(i) < 0 ? 1 : 0;
      }
      if (missing >= LEAST_WORD && missing == end - first) {
        Arrays.fill(gone, first, end, true);
      }
      first = end;
    }
  }

  /** Tells of runs that are too much, and how many sounds they have. */
  private int inserted(WordLimits limits, List<Fault> faults) {
    int told = 0;
    int start = 0;
    for (int j = 0; j <= heardAll.length(); j++) {
      if (j < heardAll.length() && alignment.isInserted(j)) {
        continue;
      }
      if (j - start > limits.run()) {
        String words = text(heardSounds, start, j);
        boolean again = isAsked(heardAll.substring(start, j));
        faults.add(
            again
                ? new Fault(Kind.REPEATED, "it says \"%s\" again".formatted(words))
                : new Fault(Kind.INSERTED, "it says \"%s\", which is not there".formatted(words)));
        told += j - start;
      }
      start = j + 1;
    }
    return told;
  }

  /**
   * Speech that the words heard in it do not explain at the pace of the others: recognisers that
   * were trained on fair copies write a repetition down once.
   */
  public Optional<Fault> unexplained(Frames frames) {
    double seconds = unexplainedSeconds(frames);
    return seconds > UNEXPLAINED_SECONDS
        ? Optional.of(
            new Fault(
                Kind.INSERTED,
                String.format(Locale.ROOT, "it speaks %.1f s more than its words take", seconds)))
        : Optional.empty();
  }

  /** Whether there is so much speech beside its words that a repetition of some would fit in. */
  public boolean leavesRoom(Frames frames) {
    return unexplainedSeconds(frames) > REPETITION_SECONDS;
  }

  private double unexplainedSeconds(Frames frames) {
    int count = heard.size();
    double[] spoken = new double[count];
    double[] paces = new double[count];
    int paced = 0;
    for (int i = 0; i < count; i++) {
      double end = i + 1 < count ? heard.get(i + 1).startSeconds() : MOST_SECONDS;
      double start = i == 0 ? 0 : heard.get(i).startSeconds();
      spoken[i] = frames.spokenSeconds(start, end);
      int sounds = heardSounds.get(i).sounds().length();
      if (sounds > 0) {
        paces[paced++] = spoken[i] / sounds;
      }
    }
    Arrays.sort(paces, 0, paced);
    double usual = paced == 0 ? 0 : paces[paced / 2];
    double longest = 0;
    for (int first = 0; first < count; first++) {
      double more = 0;
      for (int i = first; i < Math.min(count, first + WINDOW_WORDS); i++) {
        more += spoken[i] - usual * (heardSounds.get(i).sounds().length() + WORD_SLACK);
        longest = Math.max(longest, more);
      }
    }
    return longest;
  }

  /** Whether something like these sounds is anywhere in the text. */
  private boolean isAsked(String sounds) {
    for (int at = 0; at + sounds.length() <= askedAll.length(); at++) {
      String part = askedAll.substring(at, at + sounds.length());
      if (SoundAlignment.of(part, sounds).cost() <= REPEATED * sounds.length()) {
        return true;
      }
    }
    return false;
  }

  /** The words that some sounds are of: those of which at least half is among them. */
  private static String text(List<Word> words, int start, int end) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Word word : words) {
      int next = at + word.sounds().length();
      int common = Math.min(end, next) - Math.max(start, at);
      if (common > 0 && 2 * common >= word.sounds().length()) {
        text.append(text.isEmpty() ? "" : " ").append(word.text());
      }
      at = next;
    }
    return text.toString();
  }

  /**
   * When each word asked is heard, in order; words that are missing are left out.
   *
   * @param samples length of the clip
   */
  public List<WordTime> times(int sampleRateHz, int samples) {
    int[] wordOf = new int[heardAll.length()];
    int at = 0;
    for (int word = 0; word < heardSounds.size(); word++) {
      for (int i = 0; i < heardSounds.get(word).sounds().length(); i++) {
        wordOf[at++] = word;
      }
    }
    List<WordTime> times = new ArrayList<>();
    int first = 0;
    int before = 0;
    for (Word word : asked) {
      int end = first + word.sounds().length();
      int begin = -1;
      int finish = -1;
      for (int i = first; i < end; i++) {
        int sound = alignment.heardFor(i);
        if (sound >= 0) {
          begin = begin < 0 ? sound : begin;
          finish = sound;
        }
      }
      if (begin >= 0) {
        int start = Math.max(before, at(seconds(wordOf, begin, false), sampleRateHz, samples));
        int stop = Math.max(start, at(seconds(wordOf, finish, true), sampleRateHz, samples));
        times.add(new WordTime(word.place(), start, stop));
        before = start;
      }
      first = end;
    }
    return times;
  }

  /** When a sound begins or ends: in proportion within its word. */
  private double seconds(int[] wordOf, int sound, boolean end) {
    int word = wordOf[sound];
    int first = sound;
    while (first > 0 && wordOf[first - 1] == word) {
      first--;
    }
    double share = (sound - first + (end ? 1.0 : 0.0)) / heardSounds.get(word).sounds().length();
    HeardWord said = heard.get(word);
    return said.startSeconds() + share * (said.endSeconds() - said.startSeconds());
  }

  private static int at(double seconds, int sampleRateHz, int samples) {
    return (int) Math.max(0, Math.min(samples, Math.round(seconds * sampleRateHz)));
  }
}
