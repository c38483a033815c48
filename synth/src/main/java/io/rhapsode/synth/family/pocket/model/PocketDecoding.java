package io.rhapsode.synth.family.pocket.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameDecoding;
import java.util.List;

/** Latents on their way through the codec's decoder; the sound of a chunk fades in within 5 ms. */
public final class PocketDecoding implements FrameDecoding {
  private static final double FADE_IN_SECONDS = 0.005;

  private final PocketModel model;
  private final TensorScope scope;
  private final IValue state;
  private boolean hasBegun;

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
    float[] samples = model.decode(state, latents);
    if (!hasBegun) {
      hasBegun = true;
      fadeIn(samples, (int) Math.round(FADE_IN_SECONDS * model.sampleRateHz()));
    }
    return samples;
  }

  /** A straight line from 0 at the first sample to 1 at the last of so many. */
  private static void fadeIn(float[] samples, int length) {
    for (int i = 0; i < Math.min(length, samples.length); i++) {
      samples[i] *= (float) i / (length - 1);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
