package io.rhapsode.workflows.words;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.lexicon.phonetic.Ipa;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.workflows.speak.WavOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** How a voice says words by itself, in sounds and aloud. Used by one thread. */
public final class SpokenWords {
  /** Silence between two words, in seconds. */
  private static final double GAP_SECONDS = 0.8;

  private final Phonemizer phonemizer;

  public SpokenWords(Phonemizer phonemizer) {
    this.phonemizer = requireNonNull(phonemizer, "phonemizer is null");
  }

  /**
   * The sounds of a word by the rules of its language, in the accent of the voice.
   *
   * @param language BCP 47 tag of the word
   * @return empty where there are no rules
   */
  public Optional<String> ipa(String word, String language, Voice voice) {
    String accent = isSameLanguage(voice.language(), language) ? voice.language() : language;
    StringBuilder sounds = new StringBuilder();
    try {
      for (Phonemizer.Clause clause : phonemizer.phonemes(word, accent)) {
        sounds.append(sounds.isEmpty() ? "" : " ").append(clause.letters());
      }
      return Optional.of(Ipa.canonical(sounds.toString()));
    } catch (FailureException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isSameLanguage(String tag, String other) {
    return Locale.forLanguageTag(tag)
        .getLanguage()
        .equals(Locale.forLanguageTag(other).getLanguage());
  }

  /**
   * Says a word and lets a silence follow.
   *
   * @throws RefusedRequestException when it cannot be spoken
   */
  public static void say(String word, SpeechStream stream, WavOutput wav)
      throws RefusedRequestException, IOException {
    stream.push(word + ".");
    int rate = 0;
    for (Optional<PcmClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
      wav.write(clip.get());
      rate = clip.get().sampleRateHz();
    }
    if (rate > 0) {
      wav.write(new PcmClip(rate, new float[(int) (GAP_SECONDS * rate)]));
    }
  }
}
