package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.model.PocketDemand;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.model.PocketVoice;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.noise.GaussianNoise;
import io.rhapsode.synth.voice.conditioning.Latents;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A model of the family with random weights. */
final class PocketSampleModel implements SampleModel {
  private static final int SAMPLING_STEPS = 1;
  private static final int CLIP_SECONDS = 5;

  /** Ids from here on are pieces of text; those before have other uses. */
  private static final int FIRST_ID = 4;

  private final PocketModel model;
  private final ModelDemand demand;
  private final PocketVoice voice;
  private final float[] clip;

  private PocketSampleModel(PocketModel model, ModelDemand demand, int clipFrames) {
    this.model = model;
    this.demand = demand;
    this.clip = new GaussianNoise(2).frame(0, 0, 0, clipFrames * model.samplesPerFrame(), 0.1);
    this.voice = model.openVoice(model.prompt(model.encode(clip)));
  }

  static PocketSampleModel load(Size size, NeuralRuntime runtime) {
    PocketConfig config =
        PocketSamples.config(size == Size.PUBLISHED ? "english_2026-04.yaml" : "self_test.yaml");
    PocketModel model =
        PocketModel.load(
            config,
            PocketSamples.weights(config, 1),
            runtime.requireDevice(),
            SAMPLING_STEPS,
            runtime.precision());
    int clipFrames =
        size == Size.PUBLISHED ? (int) (CLIP_SECONDS * config.codec().frameRateHz()) : 1;
    return new PocketSampleModel(
        model, PocketDemand.of(config, SAMPLING_STEPS, runtime.precision()), clipFrames);
  }

  @Override
  public Optional<ModelDemand> demand() {
    return Optional.of(demand);
  }

  @Override
  public PocketModel model() {
    return model;
  }

  @Override
  public FrameVoice voice() {
    return voice;
  }

  @Override
  public Chunk chunk(int tokens, int frames) {
    int entries = model.config().flowLanguageModel().lookupTable().entries();
    int[] ids = new int[tokens];
    Arrays.setAll(ids, i -> FIRST_ID + i % (entries - FIRST_ID));
    return new Chunk("", ids, 0, frames);
  }

  @Override
  public List<Work> work() {
    double seconds = (double) clip.length / model.sampleRateHz();
    String of = " of a %.0f s clip".formatted(seconds);
    Latents latents = model.encode(clip);
    return List.of(
        new Work("encode" + of, () -> model.encode(clip)),
        new Work("prompt" + of, () -> model.prompt(latents)));
  }
}
