package io.rhapsode.synth.family.voxtral.model;

import ai.djl.pytorch.jni.IValue;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameDecoding;
import java.util.List;

/** Codes on their way through the codec's decoder. */
public final class VoxtralDecoding implements FrameDecoding {
  private final VoxtralModel model;
  private final TensorScope scope;
  private final IValue stream;

  VoxtralDecoding(VoxtralModel model, TensorScope scope, IValue stream) {
    this.model = model;
    this.scope = scope;
    this.stream = stream;
  }

  @Override
  public float[] decode(List<float[]> frames) {
    int width = model.parameters().codes().count();
    float[] codes = new float[frames.size() * width];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, codes, i * width, width);
    }
    return model.decode(stream, VoxtralModel.whole(codes));
  }

  @Override
  public void close() {
    scope.close();
  }
}
