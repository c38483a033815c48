package io.rhapsode.synth.espeak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.synth.Phonemizer;
import java.util.List;

/**
 * The letter-to-sound rules and dictionaries of espeak-ng. Any number of threads may call it; they
 * take turns with the engine.
 */
final class EspeakPhonemizer implements Phonemizer {
  private final EspeakCatalog catalog;

  EspeakPhonemizer(EspeakCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  @Override
  public List<String> phonemes(String text, String language) throws FailureException {
    EspeakVoiceFile file =
        catalog
            .languages()
            .voiceFor(language)
            .orElseThrow(() -> new FailureException(unsupported(language)));
    return EspeakOwner.with(
        catalog.installation(),
        library -> {
          library.select(file.identifier());
          return library.phonemes(new SpokenText(text).cleaned());
        });
  }

  @Override
  public List<String> languages() {
    return catalog.languages().primaryLanguages();
  }

  private Failure unsupported(String language) {
    return Failure.of(
        FailureCode.UNSUPPORTED_LANGUAGE,
        "phonemize",
        "espeak-ng",
        "no pronunciation rules for language \"%s\"; there are rules for %s"
            .formatted(language, String.join(", ", languages())));
  }
}
