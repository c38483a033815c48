package io.rhapsode.synth.family.pocket.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;

/**
 * A chunk on its way through the language model: its cache in native memory and its latest latent.
 */
public final class PocketSequence implements FrameSequence {
  private final TensorScope scope;
  private final IValue state;
  private final FrameNoise noise;
  private float[] latest;
  private int step;

  PocketSequence(TensorScope scope, IValue state, float[] start, FrameNoise noise) {
    this.scope = scope;
    this.state = state;
    this.latest = start;
    this.noise = noise;
  }

  IValue state() {
    return state;
  }

  /** The latent [L] of the frame made last, or the start latent; shared, not to be changed. */
  float[] latest() {
    return latest;
  }

  /** The noise [L] of the frame to be made next. */
  float[] nextNoise(int width) {
    return noise.normal(step, width);
  }

  /** Takes over the latent of a new frame. */
  void advance(float[] latent) {
    latest = latent;
    step++;
  }

  @Override
  public void close() {
    scope.close();
  }
}
