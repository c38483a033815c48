package io.rhapsode.workflows.voice;

import io.rhapsode.ingest.text.language.LanguageGuess;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.SpeakerEncoders;
import io.rhapsode.synth.speaker.SpeakerEmbedding;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.VoiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Listens whether a recording says a consent, in the voice that it is for. */
final class SpokenConsent {
  /** Words that may be heard otherwise than they are written: recognisers err, names above all. */
  private static final double MOST_WRONG_WORDS = 0.4;

  private final ModelStore models;
  private final Consumer<String> told;

  SpokenConsent(ModelStore models, Consumer<String> told) {
    this.models = models;
    this.told = told;
  }

  /**
   * The consent with what was heard. Where nothing is installed to listen with, that is told.
   *
   * @param voice the recording that the voice is made of
   * @throws VoiceException when something else is said, or somebody else says it
   */
  Consent heard(Consent consent, PcmClip said, String fileName, String sha256, PcmClip voice)
      throws VoiceException, IOException {
    return consent.spoken(
        new Consent.SpokenStatement(
            fileName, sha256, words(consent.statement(), said), similarity(said, voice)));
  }

  private Optional<String> words(String statement, PcmClip said)
      throws VoiceException, IOException {
    InstalledModel model;
    try {
      model = Listeners.recogniser(ListenSettings.DEFAULTS);
    } catch (IOException e) {
      told.accept("note: nobody listened to what the consent says: " + e.getMessage());
      return Optional.empty();
    }
    String heard = "";
    double wrong = 1;
    try (Recogniser recogniser = Listeners.open(model, NeuralRuntime.STANDARD)) {
      for (String language : languages(statement, recogniser)) {
        String words = heard(recogniser, said, language);
        double missed = wrongWords(statement, words);
        if (missed < wrong || heard.isEmpty()) {
          heard = words;
          wrong = missed;
        }
        if (wrong <= MOST_WRONG_WORDS) {
          break;
        }
      }
    }
    if (wrong > MOST_WRONG_WORDS) {
      throw new VoiceException(
          "the recording does not say the consent: '%s' was heard; record the words of --consent"
              .formatted(heard));
    }
    told.accept(
        String.format(
            Locale.ROOT,
            "the consent is said: %.0f %% of its words were heard",
            100 - 100 * wrong));
    return Optional.of(heard);
  }

  private static String heard(Recogniser recogniser, PcmClip said, String language)
      throws IOException {
    return recogniser.recognise(List.of(said), language, Recogniser.Care.THOROUGH).get(0).stream()
        .map(Recogniser.HeardWord::text)
        .collect(Collectors.joining(" "));
  }

  /** In which a statement may be said: few are long enough to tell. */
  private static Set<String> languages(String statement, Recogniser recogniser) {
    Set<String> languages = new LinkedHashSet<>();
    LanguageGuess.of(statement).ifPresent(languages::add);
    languages.add("en");
    languages.add(Locale.getDefault().getLanguage());
    languages.removeIf(language -> !recogniser.knows(language));
    return languages;
  }

  private Optional<Double> similarity(PcmClip said, PcmClip voice)
      throws VoiceException, IOException {
    try {
      Optional<SpeakerEncoder> installed = SpeakerEncoders.installed(models);
      if (installed.isEmpty()) {
        told.accept(
            "note: nobody compared who says the consent: rhapsode models pull speaker-encoder");
        return Optional.empty();
      }
      try (SpeakerEncoder encoder = installed.get()) {
        Optional<SpeakerEmbedding> one = encoder.embed(said);
        Optional<SpeakerEmbedding> other = encoder.embed(voice);
        if (one.isEmpty() || other.isEmpty()) {
          throw new VoiceException("the recording of the consent has hardly any speech");
        }
        double similarity = one.get().similarity(other.get());
        if (similarity < encoder.equalErrorSimilarity()) {
          throw new VoiceException(
              String.format(
                  Locale.ROOT,
                  "somebody else says the consent: the two voices are alike by %.2f, below %.2f",
                  similarity,
                  encoder.equalErrorSimilarity()));
        }
        told.accept(
            String.format(
                Locale.ROOT, "the same person says the consent: alike by %.2f", similarity));
        return Optional.of(similarity);
      }
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Words of a text that were not heard, or not in their order, as a share of all. What is heard
   * besides does not matter: people say more than is asked of them.
   */
  static double wrongWords(String text, String heard) {
    List<String> wanted = words(text);
    List<String> had = words(heard);
    int[] common = new int[had.size() + 1];
    for (String word : wanted) {
      int before = 0;
      for (int i = 1; i <= had.size(); i++) {
        int here = common[i];
        common[i] = word.equals(had.get(i - 1)) ? before + 1 : Math.max(here, common[i - 1]);
        before = here;
      }
    }
    return wanted.isEmpty() ? 1 : 1 - common[had.size()] / (double) wanted.size();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
