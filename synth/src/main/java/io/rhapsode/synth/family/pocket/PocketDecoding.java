package io.rhapsode.synth.family.pocket;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import java.util.Arrays;

/**
 * One stream of latents on its way through the codec's decoder. Whole, frame by frame or in any
 * groups, the samples are the same up to rounding. Used by one thread at a time.
 */
final class PocketDecoding implements AutoCloseable {
  private final PocketModel model;
  private final TensorScope scope;
  private final IValue state;

  PocketDecoding(PocketModel model, TensorScope scope, IValue state) {
    this.model = model;
    this.scope = scope;
    this.state = state;
  }

  /**
   * Decodes the next frames.
   *
   * @param latents [F, L] row by row, as the language model made them
   * @return F * 1,920 samples
   */
  float[] decode(float[] latents) {
    int width = model.latentWidth();
    int frames = latents.length / width;
    int frameLength = model.config().codec().samplesPerFrame();
    float[] samples = new float[frames * frameLength];
    for (int frame = 0; frame < frames; frame += PocketModel.FRAMES_PER_CALL) {
      int end = Math.min(frame + PocketModel.FRAMES_PER_CALL, frames);
      float[] piece = Arrays.copyOfRange(latents, frame * width, end * width);
      float[] decoded = model.decode(state, piece);
      System.arraycopy(decoded, 0, samples, frame * frameLength, decoded.length);
    }
    return samples;
  }

  @Override
  public void close() {
    scope.close();
  }
}
