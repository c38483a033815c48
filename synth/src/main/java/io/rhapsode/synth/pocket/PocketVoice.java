package io.rhapsode.synth.pocket;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.torch.TensorData;
import io.rhapsode.synth.torch.TensorScope;

/**
 * A voice prompt's keys and values in native memory, shared by all utterances of the voice: each
 * copies them once when it starts.
 *
 * <p>May be used by several threads at once.
 */
public final class PocketVoice implements AutoCloseable {
  private final TensorScope scope;
  private final IValue state;

  PocketVoice(TensorScope scope, PocketVoiceState voice) {
    this.scope = scope;
    TensorData cache = voice.cache();
    this.state = scope.floats(cache.toFloats(), cache.shape());
  }

  /** The tensor [layers, 2, H, T, D]. */
  IValue state() {
    return state;
  }

  /** Frees the voice. */
  @Override
  public void close() {
    scope.close();
  }
}
