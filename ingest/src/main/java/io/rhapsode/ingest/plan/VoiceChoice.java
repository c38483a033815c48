package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.text.language.LanguageTags;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.UnhonouredPaces;
import io.rhapsode.pipeline.speech.UnhonouredPronunciations;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the voice for a text: the one asked for, or its engine's voice for another language. */
final class VoiceChoice {
  private final BookSource source;
  private final JobVoices voices;

  VoiceChoice(BookSource source, JobVoices voices) {
    this.source = source;
    this.voices = voices;
  }

  /**
   * The voice of a name.
   *
   * @throws FailureException MANIFEST_MISMATCH naming the voices there are
   */
  Voice named(String name) throws FailureException {
    return voices
        .find(name)
        .orElseThrow(
            () ->
                BookPlanner.failure(
                    source,
                    FailureCode.MANIFEST_MISMATCH,
                    "there is no voice '%s'; choose one of %s"
                        .formatted(name, String.join(", ", voices.byName().keySet()))));
  }

  /**
   * The asked-for voice if it speaks the language, else the one of its name that does, else the one
   * that is chosen automatically if the user left it to that, else a voice of the same engine.
   */
  Optional<Voice> speaking(Voice asked, String language) {
    if (speaks(asked, language)) {
      return Optional.of(asked);
    }
    return voices
        .speaking(asked.name(), language)
        .or(() -> voices.speaking(JobVoices.AUTO, language))
        .or(() -> sameEngine(asked, language, language))
        .or(() -> sameEngine(asked, LanguageTags.primary(language), language))
        .or(
            () ->
                voices.all().stream()
                    .filter(voice -> ofEngine(voice, asked) && speaks(voice, language))
                    .findFirst());
  }

  /** What makes voices such as the asked-for one speak a language, to end a message; or nothing. */
  String remedy(Voice asked, String language) {
    return voices
        .remedy(asked.engine(), language)
        .map(command -> "; `%s` lets '%s' speak it".formatted(command, asked.name()))
        .orElse("");
  }

  /** Every voice of the job. */
  JobVoices all() {
    return voices;
  }

  /** What was asked for and no voice follows, for a person to know. */
  List<String> unhonoured(List<Utterance> utterances, Map<Integer, Integer> paces) {
    List<String> warnings = new ArrayList<>(UnhonouredPronunciations.warnings(utterances, voices));
    warnings.addAll(UnhonouredPaces.warnings(utterances, paces, voices));
    return warnings;
  }

  private Optional<Voice> sameEngine(Voice asked, String tag, String language) {
    return voices.all().stream()
        .filter(
            voice ->
                ofEngine(voice, asked)
                    && voice.language().equalsIgnoreCase(tag)
                    && speaks(voice, language))
        .findFirst();
  }

  private static boolean ofEngine(Voice voice, Voice asked) {
    return voice.engine().equals(asked.engine());
  }

  private static boolean speaks(Voice voice, String language) {
    String primary = LanguageTags.primary(language);
    return voice.languages().stream()
            .anyMatch(spoken -> LanguageTags.primary(spoken).equalsIgnoreCase(primary))
        || LanguageTags.primary(voice.language()).equalsIgnoreCase(primary);
  }
}
