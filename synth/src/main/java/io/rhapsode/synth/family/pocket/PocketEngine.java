package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The neural engine of the Pocket TTS family: 24 kHz, cloned voices, many requests at once. A
 * voice's prompt is loaded when it first speaks and kept until the engine is closed. The family
 * gives no word times; those of this engine are estimated, see {@link EstimatedWordTimes}.
 *
 * <p>Used by one thread at a time; its own workers do the computing.
 */
public final class PocketEngine implements SpeechEngine {
  /**
   * Longest text taken at once, in UTF-16 units: some hundred tokens, which bounds the memory of a
   * slot where punctuation gives nowhere to cut.
   */
  public static final int MAXIMUM_CHARACTERS = 500;

  /** Requests for each slot, so that slots are refilled rather than left empty. */
  private static final int REQUESTS_PER_SLOT = 4;

  private final String id;
  private final PocketModel model;
  private final TextTokenizer tokenizer;
  private final PocketText text;
  private final PocketSpeakers speakers;
  private final PocketSettings settings;
  private final PocketSynthesizer synthesizer;
  private final Map<String, PocketVoice> opened = new HashMap<>();

  /**
   * Takes over a model and its tokenizer.
   *
   * @param id the engine's id
   * @param model closed with the engine
   * @param tokenizer closed with the engine
   * @param speakers the voices made for the model
   * @param settings how to generate
   */
  public PocketEngine(
      String id,
      PocketModel model,
      TextTokenizer tokenizer,
      PocketSpeakers speakers,
      PocketSettings settings) {
    this.id = requireNonNull(id, "id is null");
    this.model = requireNonNull(model, "model is null");
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.speakers = requireNonNull(speakers, "speakers is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.text = new PocketText(tokenizer, model.config());
    this.synthesizer = new PocketSynthesizer(model, settings);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Voice> voices() {
    try {
      return speakers.voices();
    } catch (IOException e) {
      throw new IllegalStateException("the voices of %s cannot be listed".formatted(id), e);
    }
  }

  @Override
  public int preferredBatch() {
    return preferredBatch(settings.slots());
  }

  static int preferredBatch(int slots) {
    return REQUESTS_PER_SLOT * slots;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    SpeechResult[] results = new SpeechResult[batch.size()];
    List<Integer> places = new ArrayList<>();
    List<PocketUtterance> utterances = new ArrayList<>();
    for (int place = 0; place < results.length; place++) {
      try {
        utterances.add(utterance(batch.get(place)));
        places.add(place);
      } catch (RefusedRequestException e) {
        results[place] = e.refusal();
      }
    }
    List<PocketOutcome> outcomes = synthesizer.speak(utterances);
    for (int i = 0; i < outcomes.size(); i++) {
      results[places.get(i)] = result(batch.get(places.get(i)), outcomes.get(i));
    }
    return List.of(results);
  }

  @Override
  public SpeechStream stream(Voice voice, String language, long seed)
      throws RefusedRequestException {
    requireLanguage(language, voice);
    PocketStream stream = new PocketStream(model, settings, voice(voice), seed);
    return new PocketEngineStream(this, voice, language, stream);
  }

  int sampleRateHz() {
    return model.config().codec().sampleRateHz();
  }

  /** Cuts and tokenizes a text. */
  List<PocketText.Chunk> chunks(String toSay, String language, Voice voice)
      throws RefusedRequestException {
    requireLanguage(language, voice);
    requireSpeakable(toSay, voice);
    return text.chunks(toSay);
  }

  private PocketUtterance utterance(SpeechRequest request) throws RefusedRequestException {
    List<PocketText.Chunk> chunks = chunks(request.text(), request.language(), request.voice());
    return new PocketUtterance(voice(request.voice()), chunks, request.seed());
  }

  private static void requireLanguage(String language, Voice voice) throws RefusedRequestException {
    if (!voice.languages().contains(Locale.forLanguageTag(language).getLanguage())) {
      throw new RefusedRequestException(
          FailureCode.UNSUPPORTED_LANGUAGE,
          "voice \"%s\" does not speak the language \"%s\", only %s: choose another voice, or correct the language"
              .formatted(voice.name(), language, String.join(", ", voice.languages())));
    }
  }

  private static void requireSpeakable(String text, Voice voice) throws RefusedRequestException {
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "the text has %,d characters, voice \"%s\" takes at most %,d at once"
              .formatted(text.length(), voice.name(), MAXIMUM_CHARACTERS));
    }
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "there is nothing to say in \"%s\": leave it out, or write what is to be said"
              .formatted(text));
    }
  }

  private PocketVoice voice(Voice voice) throws RefusedRequestException {
    PocketVoice known = opened.get(voice.name());
    if (known != null) {
      return known;
    }
    try {
      PocketVoice loaded = model.openVoice(speakers.prompt(voice));
      opened.put(voice.name(), loaded);
      return loaded;
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "voice \"%s\" cannot be loaded: %s".formatted(voice.name(), e.getMessage()),
          e);
    }
  }

  private SpeechResult result(SpeechRequest request, PocketOutcome outcome) {
    if (outcome instanceof PocketOutcome.Defective defective) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "%s in %d attempts at \"%s\": reword it, or try another seed"
              .formatted(
                  defective.defect().description(), defective.attempts(), defective.chunk()));
    }
    float[] samples = ((PocketOutcome.Spoken) outcome).samples();
    PcmClip clip = new PcmClip(sampleRateHz(), samples);
    return new Speech(clip, EstimatedWordTimes.of(request.text(), samples));
  }

  /** Stops the workers and frees voices, model and tokenizer. */
  @Override
  public void close() {
    synthesizer.close();
    opened.values().forEach(PocketVoice::close);
    opened.clear();
    model.close();
    tokenizer.close();
  }
}
