package io.rhapsode.synth.model.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rhapsode.synth.family.pocket.PocketFamily;
import io.rhapsode.synth.model.ContentHash;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelDescription.Licence;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.pull.ModelPuller.Consent;
import io.rhapsode.synth.model.source.HubLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The tiny test model on a hub of this machine, and what is told of its pulls. */
abstract class PullFixture {
  static final Path TINY = Path.of("src/test/resources/pocket-tts/tiny");
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  static final String WEIGHTS = "/rhapsode/tiny/resolve/" + REVISION + "/model.safetensors";
  static final String TOKENIZER = "/rhapsode/open/resolve/" + REVISION + "/tokenizer.model";
  static final String OPEN_WEIGHTS = "/rhapsode/open/resolve/" + REVISION + "/model.safetensors";
  static final String WEIGHTS_SHA256 =
      "a26f6c80f246961f06076ad110d9928331cc91712fc0412f7b172b01dd54b68e";
  static final String TOKENIZER_SHA256 =
      "5c3655992ece9ee12259c530f0f9c60921dbc1f56f28519c438e89ab8bf5eb8a";
  static final ModelChecks FAMILIES = new ModelChecks(List.of(new PocketFamily()));
  static final Consent STRICT = Consent.NONE;

  @TempDir Path folder;
  Duration patience = Duration.ofSeconds(30);
  FakeHub hub;
  ModelStore store;
  byte[] weights;
  final List<Integer> pauses = new ArrayList<>();
  final List<String> received = new ArrayList<>();
  final List<String> begun = new ArrayList<>();
  final List<String> failed = new ArrayList<>();
  Map<String, String> environment = Map.of();

  @BeforeEach
  void startHub() throws Exception {
    hub = new FakeHub();
    store = new ModelStore(folder.resolve("models"));
    weights = Files.readAllBytes(TINY.resolve("model.safetensors"));
    hub.serve(WEIGHTS, weights);
    hub.serve(TOKENIZER, Files.readAllBytes(TINY.resolve("tokenizer.model")));
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  InstalledModel pull(ModelDescription model, Consent consent, Optional<String> token)
      throws ModelException, IOException, InterruptedException {
    return puller(new Hub(hub.address(), token, false)).pull(model, consent);
  }

  ModelPuller puller(Hub at) {
    return new ModelPuller(
        store,
        at,
        FAMILIES,
        environment,
        new ModelPuller.Progress() {
          @Override
          public void begins(String file, String source, OptionalLong bytes) {
            begun.add(file + " from " + source);
          }

          @Override
          public void received(String file, long bytes) {
            received.add(file + " " + bytes);
          }

          @Override
          public void failed(String file, String source, String reason) {
            failed.add(source + " did not give " + file + ": " + reason);
          }
        },
        new ModelPuller.Patience(patience, pauses::add));
  }

  void assertOnlyFinished() throws Exception {
    try (var files = Files.list(folder.resolve("models/tiny"))) {
      assertEquals(
          List.of("config.yaml", "installed.json", "model.safetensors", "tokenizer.model"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("models/tiny/model.safetensors")));
    assertFalse(Files.exists(folder.resolve("models/.downloads/tiny")));
  }

  static ModelDescription described(boolean recorded) {
    ModelFile weights =
        new ModelFile(
            "model.safetensors",
            OptionalLong.empty(),
            List.of(new HubLocation("rhapsode/tiny", "model.safetensors", REVISION)),
            List.of(new HubLocation("rhapsode/open", "model.safetensors", REVISION)),
            recorded ? Optional.of(ContentHash.sha256(WEIGHTS_SHA256)) : Optional.empty(),
            Optional.empty());
    ModelFile tokenizer =
        new ModelFile(
            "tokenizer.model",
            OptionalLong.empty(),
            List.of(new HubLocation("rhapsode/open", "tokenizer.model", REVISION)),
            List.of(),
            Optional.of(ContentHash.sha256(TOKENIZER_SHA256)),
            Optional.empty());
    return new ModelDescription(
        "tiny",
        "pocket-tts",
        "Tiny",
        List.of("en"),
        new Licence("CC0-1.0", "none", "https://example.org/", true),
        true,
        List.of(weights, tokenizer),
        Optional.of(TINY.resolve("config.yaml")),
        0,
        List.of(),
        "");
  }

  static ModelDescription withFiles(ModelDescription model, List<ModelFile> files) {
    return new ModelDescription(
        model.id(),
        model.family(),
        model.title(),
        model.languages(),
        model.licence(),
        model.gated(),
        files,
        model.config(),
        model.preference(),
        model.voices(),
        model.remark());
  }
}
