package io.rhapsode.synth.family.espeak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.espeak.library.EspeakClause;
import io.rhapsode.synth.family.espeak.library.EspeakVoiceFile;
import io.rhapsode.synth.family.espeak.worker.WorkerException;
import io.rhapsode.synth.family.espeak.worker.WorkerTask;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The letter-to-sound rules and dictionaries of espeak-ng. Any number of threads may call it; they
 * share the processes of the engine.
 */
final class EspeakPhonemizer implements Phonemizer {
  private static final String STAGE = "phonemize";

  /** A switch to another language, such as "(en)". */
  private static final Pattern LANGUAGE = Pattern.compile("\\([^)]*\\)");

  private final EspeakCatalog catalog;

  EspeakPhonemizer(EspeakCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  @Override
  public List<Clause> phonemes(String text, String language) throws FailureException {
    EspeakVoiceFile file =
        catalog
            .languages()
            .voiceFor(language)
            .orElseThrow(() -> new FailureException(unsupported(language)));
    try {
      WorkerTask.Transcription task =
          new WorkerTask.Transcription(file.identifier(), new SpokenText(text).cleaned());
      return catalog.workers().perform(task).stream().map(EspeakPhonemizer::clause).toList();
    } catch (WorkerException | IllegalStateException e) {
      throw new FailureException(
          Failure.of(FailureCode.SYNTHESIS_FAILED, STAGE, EspeakCatalog.ENGINE, e.getMessage(), e));
    }
  }

  @Override
  public List<String> languages() {
    return catalog.languages().primaryLanguages();
  }

  private static Clause clause(EspeakClause clause) {
    // The library ties the letters of a language's tag too.
    String untied =
        LANGUAGE.matcher(clause.phonemes()).replaceAll(tag -> tag.group().replace("^", ""));
    return new Clause(untied.replace('^', TIE), clause.mark(), clause.endsSentence());
  }

  private Failure unsupported(String language) {
    return Failure.of(
        FailureCode.UNSUPPORTED_LANGUAGE,
        STAGE,
        EspeakCatalog.ENGINE,
        "no pronunciation rules for language \"%s\"; there are rules for %s"
            .formatted(language, String.join(", ", languages())));
  }
}
