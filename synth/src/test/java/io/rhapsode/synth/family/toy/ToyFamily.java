package io.rhapsode.synth.family.toy;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.engine.FrameFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.PresetVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What adding a family takes, at its smallest: models of one file, each with one preset voice. */
public final class ToyFamily implements FrameFamily {
  @Override
  public String id() {
    return "toy";
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    Files.size(folder.resolve(InstalledModel.CONFIG_FILE));
    return List.of(InstalledModel.CONFIG_FILE);
  }

  /** A voice for each model, called like it. */
  private record Rules() implements VoiceRules {
    @Override
    public int maximumCharacters() {
      return 200;
    }

    @Override
    public String engineVersion() {
      return "1";
    }

    @Override
    public List<PresetVoice> presets(InstalledModel model) {
      return List.of(new PresetVoice(model.id(), "en", "", "", "", "", true, "toy", ""));
    }
  }

  @Override
  public VoiceRules voiceRules() {
    return new Rules();
  }

  @Override
  public void selfTest(TorchDevice device) {
    ToyModel model = new ToyModel();
    var sequence = model.start(ToyModel.VOICE, ToyModel.chunk("a"), (step, count) -> new float[1]);
    if (model.step(List.of(sequence), true).get(0).frame()[0] != 0.5f) {
      throw new IllegalStateException("the toy is broken");
    }
  }

  /** A loaded model, for use and for measurements. */
  private record Toy(ToyModel model, GenerationSettings settings)
      implements FrameSpeaker, SampleModel {
    @Override
    public List<Chunk> chunks(String text) {
      return List.of(ToyModel.chunk(text));
    }

    @Override
    public Chunk chunk(int tokens, int frames) {
      return new Chunk("", new int[tokens], 0, frames);
    }

    @Override
    public FrameVoice openVoice(Voice voice) {
      return ToyModel.VOICE;
    }

    @Override
    public FrameVoice voice() {
      return ToyModel.VOICE;
    }

    @Override
    public void close() {}
  }

  private static Toy toy(NeuralRuntime runtime) {
    return new Toy(
        new ToyModel(),
        new GenerationSettings(runtime.slots(), runtime.workers(), 1, 0.5, 0, 2, 0.5, 1e-3));
  }

  @Override
  public FrameSpeaker load(
      InstalledModel model, Conditionings voices, TorchDevice device, NeuralRuntime runtime) {
    return toy(runtime);
  }

  @Override
  public Optional<SampleModel> sampleModel(SampleModel.Size size, NeuralRuntime runtime) {
    return Optional.of(toy(runtime));
  }
}
