package io.rhapsode.synth.family;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;

/** What models are told of voices. May be used by several threads. */
@FunctionalInterface
public interface Conditionings {
  /**
   * What the model of a voice is to be told of it, made now if it was not before.
   *
   * @throws IOException when it cannot be had, or the voice is another than when it was looked up
   */
  Conditioning conditioning(Voice voice) throws IOException;
}
