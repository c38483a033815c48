package io.rhapsode.synth.listen.word;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.listen.HeardClip;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.ListenSettings.WordLimits;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.sound.Frames;
import io.rhapsode.synth.listen.sound.RepeatedSound;
import io.rhapsode.synth.listen.sound.SignalChecks;
import io.rhapsode.synth.listen.word.Recogniser.Care;
import io.rhapsode.synth.listen.word.Recogniser.HeardWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Listens to the sound and to the words: of voices that may say something else than they were
 * asked, in languages that the recogniser and the phonemiser know. Of the others, to the sound
 * alone.
 */
public final class WordListener implements Listener {
  /** Changes with whatever changes a verdict, the recogniser and the limits aside. */
  private static final String METHOD = "words/3";

  private final ListenSettings settings;
  private final Recogniser recogniser;
  private final SoundOfWords sounds;
  private final List<String> languages;
  private final Predicate<Voice> doubtful;

  /**
   * @param recogniser closed with this
   * @param doubtful which voices may say something else than they were asked
   */
  public WordListener(
      ListenSettings settings,
      Recogniser recogniser,
      Phonemizer phonemizer,
      Predicate<Voice> doubtful) {
    this.settings = requireNonNull(settings, "settings is null");
    this.recogniser = requireNonNull(recogniser, "recogniser is null");
    this.sounds = new SoundOfWords(phonemizer);
    this.languages = phonemizer.languages();
    this.doubtful = requireNonNull(doubtful, "doubtful is null");
  }

  @Override
  public String id(Voice voice) {
    return doubtful.test(voice) ? SignalChecks.ID + "+" + signature() : SignalChecks.ID;
  }

  private String signature() {
    return METHOD + " " + recogniser.identity() + " " + settings.words();
  }

  @Override
  public List<Opinion> listen(List<HeardClip> clips) {
    Opinion[] opinions = new Opinion[clips.size()];
    Map<String, List<Integer>> byLanguage = new TreeMap<>();
    for (int i = 0; i < opinions.length; i++) {
      HeardClip clip = clips.get(i);
      String language = clip.request().language();
      Verdict sound = SignalChecks.check(clip);
      boolean heard = doubtful.test(clip.request().voice());
      opinions[i] = new Opinion(heard ? sound.and(List.of(), 0, signature()) : sound, List.of());
      if (heard && knows(language)) {
        byLanguage.computeIfAbsent(language, name -> new ArrayList<>()).add(i);
      }
    }
    try {
      for (Map.Entry<String, List<Integer>> same : byLanguage.entrySet()) {
        listen(clips, same.getKey(), same.getValue(), opinions);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FailureException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    return List.of(opinions);
  }

  private boolean knows(String language) {
    String primary = Locale.forLanguageTag(language).getLanguage();
    return recogniser.knows(primary) && languages.contains(primary);
  }

  /** A quick look at all, a thorough one at those of which it finds something to say. */
  private void listen(
      List<HeardClip> clips, String language, List<Integer> places, Opinion[] opinions)
      throws IOException, FailureException {
    Map<Integer, Spoken> quick = compare(clips, language, places, Care.QUICK);
    List<Integer> suspects =
        places.stream().filter(place -> !quick.get(place).faults().isEmpty()).toList();
    Map<Integer, Spoken> thorough = compare(clips, language, suspects, Care.THOROUGH);
    for (int place : places) {
      Spoken spoken = quick.get(place).better(thorough.get(place));
      opinions[place] =
          new Opinion(
              SignalChecks.check(clips.get(place))
                  .and(spoken.faults(), spoken.badness(), signature()),
              spoken.times(clips.get(place)));
    }
  }

  /** What was heard in a take, held against its text. */
  private record Spoken(HeardWords words, List<Fault> faults) {
    double badness() {
      return faults.size() + words.errorPercent() / 100;
    }

    Spoken better(Spoken other) {
      return other != null && other.badness() < badness() ? other : this;
    }

    List<WordTime> times(HeardClip heard) {
      return words.times(heard.clip().sampleRateHz(), heard.clip().length());
    }
  }

  private Map<Integer, Spoken> compare(
      List<HeardClip> clips, String language, List<Integer> places, Care care)
      throws IOException, FailureException {
    WordLimits limits = settings.wordsOf(Locale.forLanguageTag(language).getLanguage());
    List<List<HeardWord>> heard =
        recogniser.recognise(
            places.stream().map(place -> clips.get(place).clip()).toList(), language, care);
    Map<Integer, Spoken> spoken = new HashMap<>();
    for (int i = 0; i < heard.size(); i++) {
      HeardWords words =
          HeardWords.compare(
              clips.get(places.get(i)).request().text(), heard.get(i), language, sounds);
      List<Fault> faults = new ArrayList<>(words.faults(limits));
      unexplained(words, clips.get(places.get(i))).ifPresent(faults::add);
      spoken.put(places.get(i), new Spoken(words, faults));
    }
    return spoken;
  }

  /** Speech that no word explains: a good deal of it, or less that is heard to be a repetition. */
  private static Optional<Fault> unexplained(HeardWords words, HeardClip heard) {
    Frames frames = Frames.of(heard.clip());
    return words
        .unexplained(frames)
        .or(() -> words.leavesRoom(frames) ? RepeatedSound.fault(heard) : Optional.empty());
  }

  @Override
  public void close() {
    recogniser.close();
  }
}
