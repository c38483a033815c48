package io.rhapsode.synth.espeak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.SpeechEngine;
import io.rhapsode.synth.SpeechResult;
import io.rhapsode.synth.SpeechResult.Refusal;
import io.rhapsode.synth.SpeechResult.Speech;
import java.util.List;
import java.util.Optional;

/**
 * espeak-ng: a formant engine, 22,050 Hz, 16 bit. Any number of threads may call one instance; they
 * take turns, with all other users of the library in this process. The same request gives the same
 * samples whatever was spoken before.
 *
 * <p>A voice reads a text of its own language itself, in its own accent, and lends its speaker and
 * speed to the library's voice of any other language.
 */
final class EspeakEngine implements SpeechEngine {
  /** -60 dBFS: quieter is not speech. */
  private static final float AUDIBLE = 0.001f;

  private final EspeakCatalog catalog;

  EspeakEngine(EspeakCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  @Override
  public String id() {
    return EspeakCatalog.ENGINE;
  }

  @Override
  public List<Voice> voices() {
    return catalog.voices();
  }

  @Override
  public int preferredBatch() {
    return 1;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    return batch.stream().map(this::speak).toList();
  }

  /** Does nothing: the library is loaded for each utterance and closed after it. */
  @Override
  public void close() {}

  private SpeechResult speak(SpeechRequest request) {
    int limit = request.voice().maximumCharacters();
    if (request.text().length() > limit) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "the text has %,d characters, voice \"%s\" takes at most %,d at once"
              .formatted(request.text().length(), request.voice().name(), limit));
    }
    try {
      EspeakParameters parameters = EspeakParameters.of(request.voice().parameters());
      Optional<String> file = file(request, parameters);
      return file.isEmpty() ? unsupported(request) : speak(request, parameters, file.get());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "espeak-ng cannot speak with voice \"%s\": %s"
              .formatted(request.voice().name(), e.getMessage()));
    }
  }

  /** The voice file to read the request with. */
  private Optional<String> file(SpeechRequest request, EspeakParameters parameters) {
    String own = EspeakLanguages.primary(request.voice().language());
    if (EspeakLanguages.primary(request.language()).equals(own)) {
      return Optional.of(parameters.base());
    }
    return catalog.languages().voiceFor(request.language()).map(EspeakVoiceFile::identifier);
  }

  private SpeechResult speak(SpeechRequest request, EspeakParameters parameters, String file) {
    SpokenText text = new SpokenText(request.text());
    EspeakSound sound =
        EspeakOwner.with(
            catalog.installation(),
            library -> {
              parameters.applyTo(library, file);
              library.seed((int) (request.seed() & Integer.MAX_VALUE));
              return library.speak(text.cleaned());
            });
    PcmClip clip = new PcmClip(EspeakLibrary.SAMPLE_RATE_HZ, sound.samples());
    if (clip.peak() < AUDIBLE) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "espeak-ng says nothing audible for \"%s\": leave it out, or write what is to be said"
              .formatted(excerpt(text.cleaned())));
    }
    return new Speech(clip, WordAligner.align(text, sound));
  }

  private SpeechResult unsupported(SpeechRequest request) {
    return new Refusal(
        FailureCode.UNSUPPORTED_LANGUAGE,
        "espeak-ng cannot read the language \"%s\": give this text to a voice of another engine, correct its language, or skip it in the manifest; espeak-ng reads %s"
            .formatted(
                request.language(), String.join(", ", catalog.languages().primaryLanguages())));
  }

  private static String excerpt(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
