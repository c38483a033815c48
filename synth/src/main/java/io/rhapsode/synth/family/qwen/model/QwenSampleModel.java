package io.rhapsode.synth.family.qwen.model;

import io.rhapsode.synth.checkpoint.fingerprint.WeightSum;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.family.qwen.config.CodecLayout;
import io.rhapsode.synth.family.qwen.config.TalkerLayout;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.SampleModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A model of the family with random weights, 0.6 G of them in the published size. */
public final class QwenSampleModel implements SampleModel {
  /** Ids from here on are pieces of text. */
  private static final int FIRST_ID = 8;

  private static final int CLIP_SECONDS = 3;

  private final QwenModel model;
  private final QwenVoice voice;
  private final ModelDemand demand;

  private QwenSampleModel(QwenModel model, ModelDemand demand) {
    this.model = model;
    this.demand = demand;
    VoicePrompt prompt =
        new VoicePrompt(
            OptionalInt.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            new int[0],
            Layout.STREAMED);
    this.voice = model.openVoice(prompt, new float[model.config().talker().transformer().width()]);
  }

  /**
   * @throws IllegalArgumentException if the device is not there, cannot do the precision or has too
   *     little memory
   */
  public static QwenSampleModel load(Size size, NeuralRuntime runtime) {
    boolean published = size == Size.PUBLISHED;
    QwenModel.Description sizes = published ? QwenSamples.published() : QwenSamples.tiny();
    TorchDevice device = runtime.requireDevice();
    long bytes =
        Float.BYTES
            * (new WeightSum(TalkerLayout.tensors(sizes.config())).all()
                + new WeightSum(CodecLayout.tensors(sizes.codec())).all());
    ModelDemand demand = QwenDemand.of(sizes.config(), sizes.codec(), runtime.precision(), bytes);
    demand.requireOn(device, 1);
    return new QwenSampleModel(
        QwenModel.load(sizes, QwenSamples.weights(sizes, published), device, runtime.precision()),
        demand);
  }

  @Override
  public Optional<ModelDemand> demand() {
    return Optional.of(demand);
  }

  @Override
  public QwenModel model() {
    return model;
  }

  @Override
  public FrameVoice voice() {
    return voice;
  }

  @Override
  public Chunk chunk(int tokens, int frames) {
    int entries = model.config().talker().texts();
    int[] ids = new int[tokens];
    Arrays.setAll(ids, i -> FIRST_ID + i % (entries - FIRST_ID));
    return new Chunk("", "en", ids, 0, frames);
  }

  @Override
  public List<Work> work() {
    float[] clip = new float[CLIP_SECONDS * model.sampleRateHz()];
    for (int i = 0; i < clip.length; i++) {
      clip[i] = (float) Math.sin(i * 0.05) / 4;
    }
    String of = " of a %d s clip".formatted(CLIP_SECONDS);
    return List.of(
        new Work("vector" + of, () -> model.embed(clip)),
        new Work("codes" + of, () -> model.encode(clip)));
  }
}
