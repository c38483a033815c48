package io.rhapsode.synth.family.pocket;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;

/**
 * One utterance on its way through the language model: its cache in native memory and its latest
 * latent [L]. Used by one thread at a time.
 */
final class PocketSequence implements AutoCloseable {
  private final TensorScope scope;
  private final IValue state;
  private float[] latest;

  PocketSequence(TensorScope scope, IValue state, float[] start) {
    this.scope = scope;
    this.state = state;
    this.latest = start;
  }

  IValue state() {
    return state;
  }

  /** The latent of the frame made last, or the start latent; shared, not to be changed. */
  float[] latest() {
    return latest;
  }

  /** Takes over the latent of a new frame. */
  void advance(float[] latent) {
    latest = latent;
  }

  @Override
  public void close() {
    scope.close();
  }
}
