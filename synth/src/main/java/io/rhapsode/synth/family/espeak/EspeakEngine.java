package io.rhapsode.synth.family.espeak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.espeak.library.EspeakLibrary;
import io.rhapsode.synth.family.espeak.library.EspeakParameters;
import io.rhapsode.synth.family.espeak.library.EspeakSound;
import io.rhapsode.synth.family.espeak.library.EspeakVoiceFile;
import io.rhapsode.synth.family.espeak.worker.WorkerException;
import io.rhapsode.synth.family.espeak.worker.WorkerTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * espeak-ng: a formant engine, 22,050 Hz, 16 bit. Any number of threads may call one instance. The
 * library runs in processes of its own, as many as there are processors, and a batch is spread over
 * them. The same request gives the same samples whatever was spoken before.
 *
 * <p>A text that crashes the library, or keeps it busy without end, is a refusal.
 *
 * <p>A voice reads a text of its own language itself, in its own accent, and lends its speaker and
 * speed to the library's voice of any other language.
 */
final class EspeakEngine implements SpeechEngine {
  /** -60 dBFS: quieter is not speech. */
  private static final float AUDIBLE = 0.001f;

  /** Clips in memory at once for each worker, so that one long text does not hold up the others. */
  private static final int BATCH_PER_WORKER = 4;

  private static final int MAXIMUM_BATCH = 32;

  private final EspeakCatalog catalog;
  private final ExecutorService threads;

  /** By voice file. */
  private final Map<String, EspeakAlphabet> alphabets = new ConcurrentHashMap<>();

  EspeakEngine(EspeakCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.threads = Executors.newFixedThreadPool(catalog.workers().size(), EspeakEngine::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "espeak-ng");
    thread.setDaemon(true);
    return thread;
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
  public boolean isConcurrent() {
    return true;
  }

  @Override
  public int preferredBatch() {
    int workers = catalog.workers().size();
    return workers == 1 ? 1 : Math.min(MAXIMUM_BATCH, BATCH_PER_WORKER * workers);
  }

  @Override
  public SpeechResult speakFirst(SpeechRequest request) {
    return speak(request, true);
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    if (batch.size() == 1) {
      return List.of(speak(batch.get(0), false));
    }
    List<CompletableFuture<SpeechResult>> results =
        batch.stream()
            .map(request -> CompletableFuture.supplyAsync(() -> speak(request, false), threads))
            .toList();
    return results.stream().map(CompletableFuture::join).toList();
  }

  /** Ends the processes that are idle: all of them, unless others speak. */
  @Override
  public void close() {
    threads.shutdown();
    catalog.workers().endIdle();
  }

  private SpeechResult speak(SpeechRequest request, boolean first) {
    int limit = request.voice().maximumCharacters();
    if (request.text().length() > limit) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "the text has %,d characters, voice \"%s\" takes at most %,d at once"
              .formatted(request.text().length(), request.voice().name(), limit));
    }
    try {
      int pace = request.delivery().pacePercent().orElse(100);
      EspeakParameters parameters = EspeakParameters.of(request.voice().parameters()).at(pace);
      Optional<String> file = file(request, parameters);
      return file.isEmpty() ? unsupported(request) : speak(request, parameters, file.get(), first);
    } catch (WorkerException e) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "%s: \"%s\"".formatted(e.getMessage(), excerpt(request.text())));
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

  private SpeechResult speak(
      SpeechRequest request, EspeakParameters parameters, String file, boolean first)
      throws WorkerException {
    SpokenText text = text(request, file);
    int seed = (int) (request.seed() & Integer.MAX_VALUE);
    EspeakSound sound =
        catalog
            .workers()
            .perform(
                new WorkerTask.Speech(parameters, file, seed, text.hasPhonemes(), text.sent()),
                first);
    PcmClip clip = new PcmClip(EspeakLibrary.SAMPLE_RATE_HZ, sound.samples());
    if (clip.peak() < AUDIBLE) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "espeak-ng says nothing audible for \"%s\": leave it out, or write what is to be said"
              .formatted(excerpt(text.cleaned())));
    }
    return new Speech(clip, WordAligner.align(text, sound));
  }

  private SpokenText text(SpeechRequest request, String file) throws WorkerException {
    boolean prescribed = request.words().stream().anyMatch(word -> word.ipa().isPresent());
    return prescribed
        ? new SpokenText(request.words(), alphabet(file)::bracketed)
        : new SpokenText(request.text());
  }

  private EspeakAlphabet alphabet(String file) throws WorkerException {
    EspeakAlphabet known = alphabets.get(file);
    if (known == null) {
      known = new EspeakAlphabet(catalog.workers().perform(new WorkerTask.Alphabet(file)));
      alphabets.put(file, known);
    }
    return known;
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
