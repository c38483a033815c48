package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.audio.PcmClip;
import java.util.Optional;

/**
 * Speech while it is made: text goes in piece by piece, sound comes out as soon as there is some.
 * How long a piece of sound is depends on the engine: a frame of 80 ms, or all of a text. Used by
 * one thread at a time; closed by whoever opened it, before its engine.
 */
public interface SpeechStream extends AutoCloseable {
  /**
   * Adds text to what is still to be said; also after the last sound, which is then followed by
   * more.
   *
   * @param text normalised text, best a sentence, no longer than {@link
   *     io.rhapsode.pipeline.speech.Voice#maximumCharacters()}
   * @throws RefusedRequestException if it cannot be spoken; the stream goes on without it
   */
  void push(String text) throws RefusedRequestException;

  /**
   * Makes the next sound and waits for it.
   *
   * @return the sound, or empty when all text so far is said
   * @throws RefusedRequestException if a text turns out unspeakable; the stream goes on behind it
   */
  Optional<PcmClip> next() throws RefusedRequestException;

  /**
   * Tells whether some speech so far was cut at its bound, because the model did not find its end.
   */
  boolean wasCut();

  /** Cancels what is still to come and frees the stream. */
  @Override
  void close();
}
