package io.rhapsode.synth.family.voxtral.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameVoice;

/** A voice's rows [V, E] in native memory. */
public final class VoxtralVoice implements FrameVoice {
  private final TensorScope scope;
  private final IValue rows;

  VoxtralVoice(TensorScope scope, IValue rows) {
    this.scope = scope;
    this.rows = rows;
  }

  IValue rows() {
    return rows;
  }

  @Override
  public void close() {
    scope.close();
  }
}
