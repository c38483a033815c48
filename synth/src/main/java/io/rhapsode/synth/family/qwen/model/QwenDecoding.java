package io.rhapsode.synth.family.qwen.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameDecoding;
import java.util.List;

/** Codes on their way through the codec's decoder. */
public final class QwenDecoding implements FrameDecoding {
  private final QwenModel model;
  private final TensorScope scope;
  private final IValue stream;

  QwenDecoding(QwenModel model, TensorScope scope, IValue stream) {
    this.model = model;
    this.scope = scope;
    this.stream = stream;
  }

  @Override
  public float[] decode(List<float[]> frames) {
    int width = model.codec().codebooks();
    float[] codes = new float[frames.size() * width];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, codes, i * width, width);
    }
    return model.decode(stream, QwenModel.whole(codes));
  }

  @Override
  public void close() {
    scope.close();
  }
}
