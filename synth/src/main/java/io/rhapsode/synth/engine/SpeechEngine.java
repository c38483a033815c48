package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import java.util.List;

/**
 * Speaks. An engine owns native memory and is used by one thread at a time unless {@link
 * #isConcurrent}; whoever opened it closes it.
 */
public interface SpeechEngine extends AutoCloseable {
  /** Id of the engine, such as "espeak-ng"; the {@code engine} of its voices. */
  String id();

  /** The voices that it can speak with here and now, with their limits and languages. */
  List<Voice> voices();

  /** How many requests it would like at once; 1 when batching gains nothing. */
  int preferredBatch();

  /** Whether any number of threads may speak at once; otherwise those who share it take turns. */
  default boolean isConcurrent() {
    return false;
  }

  /**
   * Speaks a batch. What one request sounds like does not depend on the others.
   *
   * @return one result for each request, in their order; a request that cannot be spoken is a
   *     {@link SpeechResult.Refusal}, never an exception
   */
  List<SpeechResult> speak(List<SpeechRequest> batch);

  /**
   * Speaks one request for somebody who waits for it: where threads take turns, before those who
   * speak batches.
   */
  default SpeechResult speakFirst(SpeechRequest request) {
    return speak(List.of(request)).get(0);
  }

  /**
   * Opens a stream; nothing is said before text is pushed. Unless an engine does better, each text
   * comes out as one sound.
   *
   * @param voice one of the engine's voices
   * @param language BCP 47 tag of all text of the stream
   * @param seed seed of all randomness
   * @return the stream; the caller closes it, before the engine
   * @throws RefusedRequestException if the voice cannot be used or does not speak the language
   */
  default SpeechStream stream(Voice voice, String language, long seed)
      throws RefusedRequestException {
    return new UtteranceStream(this, voice, language, seed);
  }

  @Override
  void close();
}
