package io.rhapsode.synth.family.pocket;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameDecoding;
import java.util.List;

/** Latents on their way through the codec's decoder. */
final class PocketDecoding implements FrameDecoding {
  private final PocketModel model;
  private final TensorScope scope;
  private final IValue state;

  PocketDecoding(PocketModel model, TensorScope scope, IValue state) {
    this.model = model;
    this.scope = scope;
    this.state = state;
  }

  @Override
  public float[] decode(List<float[]> frames) {
    int width = model.latentWidth();
    float[] latents = new float[frames.size() * width];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, latents, i * width, width);
    }
    return model.decode(state, latents);
  }

  @Override
  public void close() {
    scope.close();
  }
}
