package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels to workers that have not the models of a job. */
class CarriedFilesTest {
  private static final Voice VOICE =
      new Voice("reader", "toy", "1", "f", "en", List.of("en"), Map.of("model", "toy-en"), 400);

  @TempDir Path folder;
  private NeuralRuntime here;
  private Path work;

  @BeforeEach
  void install() throws IOException {
    Path models = folder.resolve("here").resolve("models");
    here =
        NeuralRuntime.STANDARD
            .withModels(models.toString())
            .withVoices(folder.resolve("here").resolve("voices").toString());
    install(models, "weights");
    work = folder.resolve("work");
  }

  private static void install(Path models, String weights) throws IOException {
    ModelStore store = new ModelStore(models);
    Path prepared = store.prepare("toy-en");
    Files.writeString(
        Files.createDirectories(prepared.resolve("sub")).resolve("weights.bin"), weights);
    InstalledModel.File file =
        new InstalledModel.File(
            Sha256.hex(weights.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            weights.length(),
            InstalledModel.Trust.CATALOGUE);
    store.publish(
        prepared,
        new InstalledModel.Record(
            "toy-en",
            "toy",
            List.of("en"),
            "a test",
            Map.of("sub/weights.bin", file),
            "",
            0,
            List.of()));
  }

  private CarriedFiles carried() throws IOException {
    return CarriedFiles.of(List.of(VOICE), ListenSettings.DEFAULTS, here);
  }

  private List<String> examined(NeuralRuntime worker) throws IOException {
    WorkerQuestion question =
        WorkerQuestion.of(Map.of(), List.of(), List.of(), worker)
            .speaking(carried().fingerprints(), List.of(VOICE), worker);
    return WorkerExamination.problems(question);
  }

  @Test
  void aWorkerWithoutTheModelHasItOnceItTravelled() throws IOException {
    NeuralRuntime bare = NeuralRuntime.STANDARD.withModels(folder.resolve("there").toString());
    assertEquals(List.of("it has no model toy-en"), examined(bare));
    NeuralRuntime supplied = carried().carryModels(bare, work);
    assertEquals(work.toString(), supplied.models());
    assertEquals("weights", Files.readString(work.resolve("toy-en/sub/weights.bin")));
    assertFalse(examined(supplied).contains("it has no model toy-en"));
  }

  @Test
  void aModelOfOtherFilesIsNotTheSame() throws IOException {
    Path there = folder.resolve("there");
    install(there, "other weights");
    NeuralRuntime other = NeuralRuntime.STANDARD.withModels(there.toString());
    assertEquals(List.of("its model toy-en is not the one here"), examined(other));
  }

  @Test
  void whatIsThereIsNotCopiedAgainAndWhatChangedIs() throws IOException {
    carried().carryModels(here, work);
    Path copy = work.resolve("toy-en/sub/weights.bin");
    FileTime first = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(copy, first);
    carried().carryModels(here, work);
    assertEquals(first, Files.getLastModifiedTime(copy));
    install(Path.of(here.models()), "newer weights");
    carried().carryModels(here, work);
    assertEquals("newer weights", Files.readString(copy));
  }

  @Test
  void aDamagedModelDoesNotTravel() throws IOException {
    Files.writeString(Path.of(here.models()).resolve("toy-en/sub/weights.bin"), "spoilt");
    CarriedFiles carried = carried();
    IOException refusal = assertThrows(IOException.class, () -> carried.carryModels(here, work));
    assertEquals(
        "sub/weights.bin of model toy-en is not what was installed; `rhapsode models verify toy-en`"
            + " says more",
        refusal.getMessage());
    try (var left = Files.list(work)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void draftVoicesNeedNothing() throws IOException {
    Voice draft = new Voice("en-gb", "espeak-ng", "1", "f", "en", List.of("en"), Map.of(), 400);
    CarriedFiles none = CarriedFiles.of(List.of(draft), ListenSettings.DEFAULTS, here);
    assertFalse(none.needsModels());
    assertTrue(none.fingerprints().isEmpty());
    assertEquals(here, none.carryVoices(here, work));
  }
}
