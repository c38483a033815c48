package io.rhapsode.synth.family.onnx;

import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechResult;

/** A loaded model. Any number of threads may speak at once; closed by whoever loaded it. */
public interface OnnxVoiceModel extends AutoCloseable {
  /**
   * Speaks. The same request gives the same samples, whatever else is spoken.
   *
   * @throws RefusedRequestException if it cannot be spoken
   */
  SpeechResult.Speech speak(SpeechRequest request) throws RefusedRequestException;

  @Override
  void close();
}
