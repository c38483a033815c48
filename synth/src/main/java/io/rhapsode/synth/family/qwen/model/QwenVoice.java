package io.rhapsode.synth.family.qwen.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.frame.FrameVoice;
import java.util.Optional;

/**
 * A voice: what its prompts say of it, the speaker's vector [0 or 1, E], and the codec's state
 * behind its recording where speech goes on from one.
 */
public final class QwenVoice implements FrameVoice {
  private final VoicePrompt prompt;
  private final TensorScope scope;
  private final IValue speaker;
  private final Optional<IValue> sound;

  QwenVoice(VoicePrompt prompt, TensorScope scope, IValue speaker, Optional<IValue> sound) {
    this.prompt = prompt;
    this.scope = scope;
    this.speaker = speaker;
    this.sound = sound;
  }

  VoicePrompt prompt() {
    return prompt;
  }

  IValue speaker() {
    return speaker;
  }

  Optional<IValue> sound() {
    return sound;
  }

  @Override
  public void close() {
    scope.close();
  }
}
