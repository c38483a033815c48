package io.rhapsode.synth.listen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.listen.Recogniser.HeardWord;
import io.rhapsode.synth.listen.SoundOfWords.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Listens to the sound and to the words: of voices that may say something else than they were
 * asked, in languages that the recogniser and the phonemiser know. Of the others, to the sound
 * alone.
 */
public final class WordListener implements Listener {
  /** Changes with whatever changes a verdict, the recogniser and the limits aside. */
  private static final String METHOD = "words/1";

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
    return clips.stream().map(this::listen).toList();
  }

  private Opinion listen(HeardClip heard) {
    Verdict sound = SignalChecks.check(heard);
    String language = heard.request().language();
    if (!doubtful.test(heard.request().voice())) {
      return new Opinion(sound, List.of());
    }
    if (!knows(language)) {
      return new Opinion(sound.and(List.of(), 0, signature()), List.of());
    }
    try {
      HeardWords words = compare(heard, language);
      String primary = Locale.forLanguageTag(language).getLanguage();
      List<Fault> faults = words.faults(settings.wordsOf(primary));
      double badness = faults.size() + words.errorPercent() / 100;
      return new Opinion(
          sound.and(faults, badness, signature()),
          words.times(heard.clip().sampleRateHz(), heard.clip().length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FailureException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private boolean knows(String language) {
    String primary = Locale.forLanguageTag(language).getLanguage();
    return recogniser.knows(primary) && languages.contains(primary);
  }

  private HeardWords compare(HeardClip heard, String language)
      throws IOException, FailureException {
    List<HeardWord> said = recogniser.recognise(heard.clip(), language);
    List<Word> spoken = new ArrayList<>();
    for (HeardWord word : said) {
      List<Word> parts = sounds.of(word.text(), language);
      spoken.add(
          new Word(
              new Span(0, word.text().length()),
              word.text(),
              parts.stream().map(Word::sounds).collect(Collectors.joining())));
    }
    return new HeardWords(sounds.of(heard.request().text(), language), said, spoken);
  }

  @Override
  public void close() {
    recogniser.close();
  }
}
