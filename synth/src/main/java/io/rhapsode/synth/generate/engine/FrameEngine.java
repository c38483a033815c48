package io.rhapsode.synth.generate.engine;

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
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.generate.FrameStream;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The engine of one loaded model: many requests and streams at once. A voice is put into the model
 * when it first speaks and kept until the engine is closed. The models give no word times; those of
 * this engine are estimated, see {@link EstimatedWordTimes}.
 *
 * <p>Safe for use by any number of threads; its own workers do the computing.
 */
public final class FrameEngine implements SpeechEngine {
  /** Requests for each slot, so that slots are refilled rather than left empty. */
  private static final int REQUESTS_PER_SLOT = 4;

  private final String id;
  private final FrameSpeaker speaker;
  private final FrameVoices voices;
  private final Scheduler scheduler;
  private final Map<String, FrameVoice> opened = new HashMap<>();

  /**
   * Takes over a model.
   *
   * @param id the engine's id
   * @param speaker closed with the engine
   * @param voices the voices made for the model
   */
  public FrameEngine(String id, FrameSpeaker speaker, FrameVoices voices) {
    this.id = requireNonNull(id, "id is null");
    this.speaker = requireNonNull(speaker, "speaker is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.scheduler = new Scheduler(speaker.model(), speaker.settings());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Voice> voices() {
    try {
      return voices.voices();
    } catch (IOException e) {
      throw new IllegalStateException("the voices of %s cannot be listed".formatted(id), e);
    }
  }

  @Override
  public int preferredBatch() {
    return preferredBatch(speaker.settings().slots());
  }

  static int preferredBatch(int slots) {
    return REQUESTS_PER_SLOT * slots;
  }

  @Override
  public boolean isConcurrent() {
    return true;
  }

  @Override
  public List<SpeechResult> speak(List<SpeechRequest> batch) {
    SpeechResult[] results = new SpeechResult[batch.size()];
    List<Integer> places = new ArrayList<>();
    List<Utterance> utterances = new ArrayList<>();
    for (int place = 0; place < results.length; place++) {
      try {
        utterances.add(utterance(batch.get(place)));
        places.add(place);
      } catch (RefusedRequestException e) {
        results[place] = e.refusal();
      }
    }
    List<Outcome> outcomes = scheduler.speak(utterances);
    for (int i = 0; i < outcomes.size(); i++) {
      results[places.get(i)] = result(batch.get(places.get(i)), outcomes.get(i));
    }
    return List.of(results);
  }

  @Override
  public SpeechStream stream(Voice voice, String language, long seed)
      throws RefusedRequestException {
    requireLanguage(language, voice);
    FrameStream stream = scheduler.stream(voice(voice), seed);
    return new FrameEngineStream(this, voice, language, stream);
  }

  int sampleRateHz() {
    return speaker.model().sampleRateHz();
  }

  /** Cuts and tokenizes a text. */
  List<Chunk> chunks(String toSay, String language, Voice voice) throws RefusedRequestException {
    requireLanguage(language, voice);
    requireSpeakable(toSay, voice);
    return speaker.chunks(toSay, language);
  }

  private Utterance utterance(SpeechRequest request) throws RefusedRequestException {
    List<Chunk> chunks = chunks(request.text(), request.language(), request.voice());
    return new Utterance(voice(request.voice()), chunks, request.seed());
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
    if (text.length() > voice.maximumCharacters()) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "the text has %,d characters, voice \"%s\" takes at most %,d at once"
              .formatted(text.length(), voice.name(), voice.maximumCharacters()));
    }
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "there is nothing to say in \"%s\": leave it out, or write what is to be said"
              .formatted(text));
    }
  }

  private synchronized FrameVoice voice(Voice voice) throws RefusedRequestException {
    FrameVoice known = opened.get(voice.name());
    if (known != null) {
      return known;
    }
    try {
      FrameVoice loaded = speaker.openVoice(voice);
      opened.put(voice.name(), loaded);
      return loaded;
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedRequestException(
          FailureCode.SYNTHESIS_FAILED,
          "voice \"%s\" cannot be loaded: %s".formatted(voice.name(), e.getMessage()),
          e);
    }
  }

  private SpeechResult result(SpeechRequest request, Outcome outcome) {
    if (outcome instanceof Outcome.Defective defective) {
      return new Refusal(
          FailureCode.SYNTHESIS_FAILED,
          "%s in %d attempts at \"%s\": reword it, or try another seed"
              .formatted(
                  defective.defect().description(), defective.attempts(), defective.chunk()));
    }
    float[] samples = ((Outcome.Spoken) outcome).samples();
    PcmClip clip = new PcmClip(sampleRateHz(), samples);
    return new Speech(clip, EstimatedWordTimes.of(request.text(), samples));
  }

  /** Stops the workers and frees voices and model. */
  @Override
  public synchronized void close() {
    scheduler.close();
    opened.values().forEach(FrameVoice::close);
    opened.clear();
    speaker.close();
  }
}
