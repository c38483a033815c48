package io.rhapsode.synth.engine;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The stream of an engine that makes whole utterances: one sound for each text pushed. */
final class UtteranceStream implements SpeechStream {
  private final SpeechEngine engine;
  private final Voice voice;
  private final String language;
  private final long seed;
  private final Queue<String> texts = new ArrayDeque<>();

  UtteranceStream(SpeechEngine engine, Voice voice, String language, long seed) {
    this.engine = requireNonNull(engine, "engine is null");
    this.voice = requireNonNull(voice, "voice is null");
    this.language = requireNonNull(language, "language is null");
    this.seed = seed;
  }

  @Override
  public void push(String text) throws RefusedRequestException {
    if (text.isBlank()) {
      throw new RefusedRequestException(FailureCode.SYNTHESIS_FAILED, "there is nothing to say");
    }
    texts.add(text);
  }

  @Override
  public Optional<PcmClip> next() throws RefusedRequestException {
    String text = texts.poll();
    if (text == null) {
      return Optional.empty();
    }
    SpeechRequest request = SpeechRequest.of(text, language, voice, seed);
    SpeechResult result = engine.speakFirst(request);
    if (result instanceof SpeechResult.Refusal refusal) {
      throw new RefusedRequestException(refusal.code(), refusal.message());
    }
    return Optional.of(((SpeechResult.Speech) result).clip());
  }

  @Override
  public boolean wasCut() {
    return false;
  }

  @Override
  public void close() {
    texts.clear();
  }
}
