package io.rhapsode.synth.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.family.pocket.PocketFamily;
import io.rhapsode.synth.family.pocket.PocketModelFolder;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");
  private static final Path CATALOGUE = Path.of("src/test/resources/models");

  @TempDir Path home;
  private ModelStore store;
  private ModelCatalogue catalogue;
  private ModelImporter importer;

  @BeforeEach
  void open() throws Exception {
    store = new ModelStore(home.resolve("models"));
    catalogue = ModelCatalogue.read(CATALOGUE);
    importer = new ModelImporter(store, catalogue, new ModelChecks(List.of(new PocketFamily())));
  }

  @Test
  void importsAModelOfTheCatalogue() throws Exception {
    InstalledModel model =
        importer.importFolder(
            FIXTURES.resolve("tiny"), "pocket-tts-tiny", List.of(), Transfer.COPY);
    assertEquals(
        List.of(Trust.CATALOGUE, Trust.CATALOGUE, Trust.CATALOGUE),
        model.record().files().values().stream().map(InstalledModel.File::trust).toList());
    assertEquals(List.of(model), store.models());
    assertEquals(List.of(), store.verify(model, catalogue.find("pocket-tts-tiny")));
    PocketModelFolder.open(model.folder()).check();
  }

  @Test
  void importsAModelOfOnesOwnByLinks() throws Exception {
    Path own = home.resolve("download");
    copy(FIXTURES.resolve("tiny-v1"), own);
    InstalledModel model = importer.importFolder(own, "mine", List.of("en"), Transfer.LINK);
    assertEquals(
        Files.getAttribute(own.resolve("model.safetensors"), "unix:ino"),
        Files.getAttribute(model.folder().resolve("model.safetensors"), "unix:ino"));
    assertEquals(Trust.UNVERIFIED, model.record().files().get("model.safetensors").trust());
  }

  @Test
  void aModelOfOnesOwnNeedsALanguage() {
    ModelException refused =
        assertThrows(
            ModelException.class,
            () ->
                importer.importFolder(FIXTURES.resolve("tiny"), "mine", List.of(), Transfer.COPY));
    assertEquals(
        "'mine' is not in the catalogue: say with --language what it speaks", refused.getMessage());
  }

  @Test
  void replacesAnOlderModelOfTheSameName() throws Exception {
    importer.importFolder(FIXTURES.resolve("tiny"), "mine", List.of("en"), Transfer.COPY);
    InstalledModel second =
        importer.importFolder(FIXTURES.resolve("tiny-v1"), "mine", List.of("en"), Transfer.COPY);
    assertEquals(List.of(second), store.models());
    assertNothingLeftBehind();
  }

  @Test
  void refusesFilesThatAreNotTheCatalogues() throws Exception {
    ModelException refused =
        assertThrows(
            ModelException.class,
            () ->
                importer.importFolder(
                    FIXTURES.resolve("tiny-v1"), "pocket-tts-tiny", List.of(), Transfer.COPY));
    assertTrue(
        refused
            .getMessage()
            .contains("is not the file of model 'pocket-tts-tiny': it has SHA-256 6821"),
        refused.getMessage());
    assertNothingLeftBehind();
  }

  @Test
  void refusesAFolderThatIsNoModel() throws Exception {
    Path own = home.resolve("own");
    copy(FIXTURES.resolve("tiny"), own);
    Files.delete(own.resolve("tokenizer.model"));
    assertRefused(own, "mine", "tokenizer_path: 'tokenizer.model' is no file in the configur");
    assertRefused(own, "pocket-tts-tiny", "has no tokenizer.model, which model 'pocket-tts-tiny'");
    Files.copy(FIXTURES.resolve("tiny-v1/tokenizer.model"), own.resolve("tokenizer.model"));
    assertRefused(own, "mine", "the tokenizer has 380 tokens, the model 400");
    Files.delete(own.resolve("model.safetensors"));
    Files.copy(FIXTURES.resolve("tiny-v1/model.safetensors"), own.resolve("model.safetensors"));
    assertRefused(own, "mine", "not the checkpoint this model needs (150 tensors)");
    Files.delete(own.resolve("config.yaml"));
    assertRefused(own, "mine", "there is no file " + own.resolve("config.yaml"));
    assertRefused(home.resolve("none"), "mine", "is no folder");
    assertRefused(own, "../mine", "'../mine' cannot be the id of a model");
  }

  @Test
  void aConfigurationCannotReachOutOfItsFolder() throws Exception {
    Path own = home.resolve("own");
    copy(FIXTURES.resolve("tiny"), own);
    Files.copy(own.resolve("model.safetensors"), home.resolve("outside.safetensors"));
    String config = Files.readString(own.resolve("config.yaml"));
    for (String path :
        List.of("../outside.safetensors", "hf://a/b/c@d", home + "/outside.safetensors")) {
      Files.writeString(
          own.resolve("config.yaml"),
          config.replace("weights_path: model.safetensors", "weights_path: " + path));
      assertRefused(own, "mine", "is no file in the configuration's folder");
    }
  }

  @Test
  void verifyFindsWhatChanged() throws Exception {
    InstalledModel model =
        importer.importFolder(
            FIXTURES.resolve("tiny"), "pocket-tts-tiny", List.of(), Transfer.COPY);
    byte[] weights = Files.readAllBytes(model.folder().resolve("model.safetensors"));
    weights[900_000] ^= 1;
    Files.write(model.folder().resolve("model.safetensors"), weights);
    Files.delete(model.folder().resolve("tokenizer.model"));
    List<String> problems = store.verify(model, catalogue.find("pocket-tts-tiny"));
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).startsWith("model.safetensors: changed since it was installed: SHA"));
    assertTrue(problems.get(1).contains("the catalogue says a26f6c80f246961f0607"));
    assertEquals("tokenizer.model: missing", problems.get(2));
  }

  @Test
  void anAbsentModelIsExplained() throws Exception {
    assertTrue(store.models().isEmpty());
    ModelException absent =
        assertThrows(ModelException.class, () -> store.model("pocket-tts-english"));
    assertTrue(absent.getMessage().contains("'rhapsode models pull pocket-tts-english' gets it"));
    importer.importFolder(FIXTURES.resolve("tiny"), "pocket-tts-tiny", List.of(), Transfer.COPY);
    ModelException near = assertThrows(ModelException.class, () -> store.model("pocket-tts-tyni"));
    assertTrue(near.getMessage().endsWith("did you mean 'pocket-tts-tiny'?"), near.getMessage());
    Files.writeString(home.resolve("models/pocket-tts-tiny/installed.json"), "{\"id\":");
    assertThrows(ModelException.class, () -> store.model("pocket-tts-tiny"));
    assertEquals(Optional.empty(), store.find("../models"));
  }

  @Test
  void locatesTheDataHome() {
    Path user = Path.of("/home/ada");
    assertEquals(
        Path.of("/home/ada/.local/share/rhapsode"), DataHome.locate(Map.of(), user).folder());
    assertEquals(
        Path.of("/data/rhapsode"),
        DataHome.locate(Map.of("XDG_DATA_HOME", "/data"), user).folder());
    assertEquals(
        Path.of("/srv/r/models"),
        DataHome.locate(Map.of("RHAPSODE_HOME", "/srv/r", "XDG_DATA_HOME", "/data"), user)
            .models());
  }

  private void assertRefused(Path folder, String id, String problem) throws Exception {
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> importer.importFolder(folder, id, List.of("en"), Transfer.COPY));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    assertTrue(store.models().isEmpty());
    assertNothingLeftBehind();
  }

  private void assertNothingLeftBehind() throws Exception {
    if (!Files.isDirectory(store.folder())) {
      return;
    }
    try (var files = Files.list(store.folder())) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".incoming")));
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
