package io.rhapsode.synth.family.voxtral.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;

/** A chunk on its way: its cache and the codes made last stay in native memory. */
final class VoxtralSequence implements FrameSequence {
  private final TensorScope scope;
  private final IValue state;
  private final FrameNoise noise;
  private int step;

  VoxtralSequence(TensorScope scope, IValue state, FrameNoise noise) {
    this.scope = scope;
    this.state = state;
    this.noise = noise;
  }

  IValue state() {
    return state;
  }

  /** What the next frame's acoustic values start from. */
  float[] nextNoise(int width) {
    return noise.normal(step++, width);
  }

  @Override
  public void close() {
    scope.close();
  }
}
