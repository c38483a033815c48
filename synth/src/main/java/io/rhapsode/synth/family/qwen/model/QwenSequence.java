package io.rhapsode.synth.family.qwen.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;

/** A chunk on its way: its cache and the codes made last stay in native memory. */
final class QwenSequence implements FrameSequence {
  private final QwenModel model;
  private final TensorScope scope;
  private final IValue state;
  private final FrameNoise noise;
  private final VoicePrompt voice;
  private int step;

  QwenSequence(
      QwenModel model, TensorScope scope, IValue state, FrameNoise noise, VoicePrompt voice) {
    this.model = model;
    this.scope = scope;
    this.state = state;
    this.noise = noise;
    this.voice = voice;
  }

  IValue state() {
    return state;
  }

  /** What chooses the next frame's codes. */
  float[] nextNoise(int width) {
    return noise.normal(step++, width);
  }

  /** As long as the end of the text has not been read. */
  @Override
  public boolean append(Chunk more) {
    return voice.layout() == Layout.STREAMED && model.append(state, more);
  }

  @Override
  public void close() {
    scope.close();
  }
}
