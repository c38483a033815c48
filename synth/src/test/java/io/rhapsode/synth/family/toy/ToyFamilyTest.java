package io.rhapsode.synth.family.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome.Spoken;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.testing.RawCodec;
import io.rhapsode.synth.TakeMaker;
import io.rhapsode.synth.bench.Measurement;
import io.rhapsode.synth.bench.SynthBenchmark;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.voice.VoiceFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a family is all it takes: nothing of the product but this package knows of the toy. */
class ToyFamilyTest {
  private static final NeuralRuntime RUNTIME =
      new NeuralRuntime(new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 2), 4);
  private static final String TEXT = "Toys speak.";
  private static final int FRAME = 800;

  @TempDir private Path home;
  private final ToyFamily family = new ToyFamily();
  private SpeechEngines engines;

  @BeforeEach
  void install() throws Exception {
    Path folder = Files.createDirectory(home.resolve("download"));
    Files.writeString(folder.resolve("config.yaml"), "size: small\n");
    ModelStore models = new ModelStore(home.resolve("models"));
    new ModelImporter(
            models,
            ModelCatalogue.read(Path.of("../conf/models")),
            new ModelChecks(List.of(family)))
        .importFolder(folder, "teddy", List.of("en"), Transfer.COPY);
    VoiceFolder voices = new VoiceFolder(home.resolve("voices"));
    engines = new SpeechEngines(List.of(family.engine(models, voices, RUNTIME)));
  }

  @Test
  void narratesStreamsAndBenches() throws Exception {
    Voice voice = engines.voice("teddy").orElseThrow();
    SpeechRequest request = SpeechRequest.of(TEXT, "en", voice, 7);
    TakeStore takes = new TakeStore(home.resolve("takes").toString(), new RawCodec());
    List<SpeechOutcome> outcomes;
    try (TakeMaker maker = new TakeMaker(takes, engines, JobProgress.of("toy"))) {
      SpeechTask task = new SpeechTask(request, "book.epub", List.of(new UtteranceId("book", 0)));
      outcomes = maker.make(List.of(task));
    }
    Spoken spoken = assertInstanceOf(Spoken.class, outcomes.get(0));
    // Trimmed clips keep 30 ms at either end.
    assertEquals(TEXT.length() * FRAME + 2 * 240, spoken.take().samples());

    try (SpeechEngines.Lease engine = engines.lease("toy")) {
      float[] whole =
          assertInstanceOf(Speech.class, engine.speak(List.of(request)).get(0)).clip().samples();
      assertArrayEquals(whole, streamed(engine, request), 0f);
    }

    List<Measurement> measured = new ArrayList<>();
    SampleModel sample = family.sampleModel(SampleModel.Size.TINY, RUNTIME).orElseThrow();
    SynthBenchmark.run(
        sample,
        new SynthBenchmark.Plan(List.of(2), List.of(1), 5, 3, 1),
        TorchDevice.CPU,
        measured::add);
    assertTrue(measured.stream().anyMatch(Measurement.Throughput.class::isInstance));
  }

  private static float[] streamed(SpeechEngines.Lease engine, SpeechRequest request)
      throws Exception {
    float[] all = new float[TEXT.length() * FRAME];
    int frames = 0;
    try (SpeechStream stream = engine.stream(request.voice(), "en", request.seed())) {
      stream.push(TEXT);
      for (Optional<PcmClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
        System.arraycopy(clip.get().samples(), 0, all, FRAME * frames++, FRAME);
      }
    }
    assertEquals(TEXT.length(), frames);
    return all;
  }
}
