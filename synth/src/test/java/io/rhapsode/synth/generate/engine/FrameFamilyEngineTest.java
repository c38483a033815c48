package io.rhapsode.synth.generate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.toy.ToyFamily;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One family on several devices; the toy computes on none, so that cards need not be there. */
class FrameFamilyEngineTest {
  private static final NeuralRuntime RUNTIME =
      new NeuralRuntime(new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 1), 4);
  private static final List<TorchDevice> CARDS =
      List.of(new TorchDevice(TorchDevice.Kind.CUDA, 0), new TorchDevice(TorchDevice.Kind.CUDA, 1));

  @TempDir private Path home;
  private ModelStore models;

  /** Tells where models are loaded. */
  private static final class Placed implements FrameFamily {
    private final ToyFamily toy = new ToyFamily();
    private final Set<String> loaded = new ConcurrentSkipListSet<>();
    private final CountDownLatch both = new CountDownLatch(2);
    private final Optional<ModelDemand> demand;

    Placed(Optional<ModelDemand> demand) {
      this.demand = demand;
    }

    @Override
    public String id() {
      return toy.id();
    }

    @Override
    public List<String> check(Path folder) throws IOException {
      return toy.check(folder);
    }

    @Override
    public VoiceRules voiceRules() {
      return toy.voiceRules();
    }

    @Override
    public void selfTest(TorchDevice device) {
      toy.selfTest(device);
    }

    @Override
    public Optional<ModelDemand> demand(InstalledModel model, WeightPrecision precision) {
      return demand;
    }

    @Override
    public FrameSpeaker load(
        InstalledModel model, Conditionings voices, TorchDevice device, NeuralRuntime runtime) {
      loaded.add(device.toString());
      both.countDown();
      try {
        assertTrue(both.await(20, TimeUnit.SECONDS), "the other device waits for this one");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return toy.load(model, voices, device, runtime);
    }
  }

  @BeforeEach
  void install() throws Exception {
    Path folder = Files.createDirectory(home.resolve("download"));
    Files.writeString(folder.resolve("config.yaml"), "size: small\n");
    models = new ModelStore(home.resolve("models"));
    new ModelImporter(
            models,
            ModelCatalogue.read(Path.of("../conf/models")),
            new ModelChecks(List.of(new ToyFamily())))
        .importFolder(folder, "teddy", List.of("en"), Transfer.COPY);
  }

  private FrameFamilyEngine engine(Placed family, List<TorchDevice> devices) {
    FamilyVoices voices =
        new FamilyVoices(
            family,
            family.voiceRules(),
            models,
            new VoiceFolder(home.resolve("voices")),
            WeightPrecision.FLOAT32);
    return new FrameFamilyEngine(family, models, voices, devices, RUNTIME);
  }

  @Test
  void workGoesToTheCardWithTheLeastAndSoundsTheSame() throws Exception {
    Placed family = new Placed(Optional.empty());
    try (FrameFamilyEngine engine = engine(family, CARDS)) {
      Voice voice = engine.voices().get(0);
      List<SpeechRequest> batch = List.of(SpeechRequest.of("Toys speak.", "en", voice, 7));
      CompletableFuture<List<SpeechResult>> other =
          CompletableFuture.supplyAsync(() -> engine.speak(batch));
      List<SpeechResult> one = engine.speak(batch);
      assertEquals(Set.of("cuda:0", "cuda:1"), family.loaded);
      assertEquals(
          ((SpeechResult.Speech) one.get(0)).clip(),
          ((SpeechResult.Speech) other.get().get(0)).clip());
    }
  }

  @Test
  void aModelThatDoesNotFitSaysWhatItNeeds() {
    ModelDemand vast = new ModelDemand(1L << 60, 0, 1, 1, 0, 1, 1, 12.5);
    try (FrameFamilyEngine engine =
        engine(new Placed(Optional.of(vast)), List.of(TorchDevice.CPU))) {
      Voice voice = engine.voices().get(0);
      SpeechResult refused =
          engine.speak(List.of(SpeechRequest.of("Toys speak.", "en", voice, 7))).get(0);
      String message = assertInstanceOf(SpeechResult.Refusal.class, refused).message();
      assertTrue(
          message.startsWith(
              "model 'teddy' cannot be loaded: 1193046471.11 GiB of memory are needed on cpu"),
          message);
    }
  }
}
