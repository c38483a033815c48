package io.rhapsode.synth.model.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.model.ContentHash;
import io.rhapsode.synth.model.ContentHash.Algorithm;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelDescription.Licence;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.model.pull.ModelPuller.Consent;
import io.rhapsode.synth.model.source.HubLocation;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Pulls the tiny test model from a hub on this machine. */
class ModelPullerTest extends PullFixture {
  @Test
  void installsCheckedFiles() throws Exception {
    InstalledModel model = pull(described(true), STRICT, Optional.empty());
    assertEquals(folder.resolve("models/tiny"), model.folder());
    assertArrayEquals(weights, Files.readAllBytes(model.folder().resolve("model.safetensors")));
    assertEquals(
        -1, Files.mismatch(TINY.resolve("config.yaml"), model.folder().resolve("config.yaml")));
    InstalledModel.File file = model.record().files().get("model.safetensors");
    assertEquals(new InstalledModel.File(WEIGHTS_SHA256, weights.length, Trust.CATALOGUE), file);
    assertEquals(model, store.model("tiny"));
    assertEquals(List.of(), store.verify(model, Optional.of(described(true))));
    assertTrue(received.contains("model.safetensors " + weights.length));
    assertOnlyFinished();
  }

  @Test
  void goesOnWhereAnInterruptedDownloadEnded() throws Exception {
    hub.cut(WEIGHTS, 100_000);
    pull(described(true), STRICT, Optional.empty());
    assertEquals(
        List.of(WEIGHTS + " - -", WEIGHTS + " bytes=100000- -", TOKENIZER + " - -"),
        hub.requests());
    assertEquals(List.of(1), pauses);
  }

  @Test
  void aConnectionThatGoesSilentIsGivenUpAndResumed() throws Exception {
    patience = Duration.ofSeconds(2);
    hub.stall(WEIGHTS, 200_000);
    pull(described(true), STRICT, Optional.empty());
    assertFalse(pauses.isEmpty());
    assertTrue(
        hub.requests().stream().anyMatch(line -> line.startsWith(WEIGHTS + " bytes=")),
        hub.requests().toString());
    assertOnlyFinished();
  }

  @Test
  void goesOnInALaterRun() throws Exception {
    for (int attempt = 0; attempt < 4; attempt++) {
      hub.refuse(TOKENIZER, 99);
    }
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(described(true), STRICT, Optional.empty()));
    assertTrue(
        refused
            .getMessage()
            .contains("in 4 attempts: " + hub.address() + TOKENIZER + " answered 503"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("What came is kept"), refused.getMessage());
    hub.refuse(TOKENIZER, 0);
    pull(described(true), STRICT, Optional.empty());
    assertEquals(1, hub.requests().stream().filter(line -> line.startsWith(WEIGHTS)).count());
  }

  @Test
  void startsAgainWhenTheContentChangedOrRangesAreIgnored() throws Exception {
    hub.cut(WEIGHTS, 100_000);
    hub.ignoreRanges();
    pull(described(true), STRICT, Optional.empty());
    assertOnlyFinished();
  }

  @Test
  void aPartOfOtherContentIsNotContinued() throws Exception {
    Path downloads = store.downloads("tiny");
    Files.write(downloads.resolve("model.safetensors.part"), new byte[5000]);
    Files.writeString(downloads.resolve("model.safetensors.part.etag"), "\"former\"");
    pull(described(true), STRICT, Optional.empty());
    assertEquals(WEIGHTS + " bytes=5000- -", hub.requests().get(0));
    assertOnlyFinished();
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws Exception {
    Path downloads = store.downloads("tiny");
    Files.write(downloads.resolve("model.safetensors.part"), new byte[2_000_000]);
    Files.writeString(downloads.resolve("model.safetensors.part.etag"), "\"one\"");
    pull(described(true), STRICT, Optional.empty());
    assertOnlyFinished();
  }

  @Test
  void wrongContentIsThrownAway() throws Exception {
    byte[] wrong = weights.clone();
    wrong[500_000] ^= 1;
    hub.serve(WEIGHTS, wrong);
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(described(true), STRICT, Optional.empty()));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "model.safetensors of model 'tiny' is not what the catalogue describes: SHA-256"
                    + " is "),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("must be " + WEIGHTS_SHA256), refused.getMessage());
    assertFalse(Files.exists(store.downloads("tiny").resolve("model.safetensors")));
    assertTrue(store.models().isEmpty());
  }

  @Test
  void whatThePublisherRecordsAsMd5IsCheckedToo() throws Exception {
    String md5 = FileFingerprint.of(TINY.resolve("model.safetensors"), "MD5");
    ModelFile file =
        new ModelFile(
            "model.safetensors",
            OptionalLong.empty(),
            List.of(new HubLocation("rhapsode/tiny", "model.safetensors", REVISION)),
            List.of(),
            Optional.of(new ContentHash(Algorithm.MD5, md5)),
            Optional.empty());
    ModelDescription model =
        withFiles(described(true), List.of(file, described(true).files().get(1)));
    byte[] wrong = weights.clone();
    wrong[500_000] ^= 1;
    hub.serve(WEIGHTS, wrong);
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(model, STRICT, Optional.empty()));
    assertTrue(
        refused.getMessage().matches(".*: MD5 is [0-9a-f]{32}, must be " + md5 + "\\..*"),
        refused.getMessage());
    hub.serve(WEIGHTS, weights);
    assertEquals(
        new InstalledModel.File(WEIGHTS_SHA256, weights.length, Trust.CATALOGUE),
        pull(model, STRICT, Optional.empty()).record().files().get("model.safetensors"));
  }

  @Test
  void filesNobodyRecordedNeedConsentAndAreRecorded() throws Exception {
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(described(false), STRICT, Optional.empty()));
    assertTrue(
        refused.getMessage().startsWith("the catalogue has no hash of model.safetensors of"),
        refused.getMessage());
    assertEquals(List.of(), hub.requests());
    InstalledModel model =
        pull(described(false), new Consent(true, false, false), Optional.empty());
    assertEquals(
        new InstalledModel.File(WEIGHTS_SHA256, weights.length, Trust.UNVERIFIED),
        model.record().files().get("model.safetensors"));
  }

  @Test
  void unverifiedContentThatIsNoModelIsRefused() throws Exception {
    hub.serve(WEIGHTS, "<html>please log in</html>".getBytes("UTF-8"));
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> pull(described(false), new Consent(true, false, false), Optional.empty()));
    assertTrue(refused.getMessage().contains("not a safetensors file"), refused.getMessage());
    assertTrue(store.models().isEmpty());
  }

  @Test
  void gatedModelsNeedATokenThatIsLetIn() throws Exception {
    hub.requireToken("secret");
    ModelException none =
        assertThrows(ModelException.class, () -> pull(described(true), STRICT, Optional.empty()));
    assertEquals(
        ("model 'tiny': %s answered 401; it is gated: accept the terms at %s/rhapsode/tiny, make an"
                + " access token there, and put it in the environment variable HF_TOKEN")
            .formatted(hub.address() + WEIGHTS, hub.address()),
        none.getMessage());
    ModelException wrong =
        assertThrows(
            ModelException.class, () -> pull(described(true), STRICT, Optional.of("other")));
    assertTrue(wrong.getMessage().contains("answered 403; the token in HF_TOKEN is not let in"));
    assertFalse(wrong.getMessage().contains("other"), wrong.getMessage());
    pull(described(true), STRICT, Optional.of("secret"));
    assertOnlyFinished();
  }

  @Test
  void theTokenIsNotSentToWhereTheHubRedirects() throws Exception {
    try (FakeHub store2 = new FakeHub()) {
      store2.serve("/blob", weights);
      hub.redirect(WEIGHTS, store2.address() + "/blob");
      pull(described(true), STRICT, Optional.of("secret"));
      assertEquals(List.of("/blob - -"), store2.requests());
      assertEquals(WEIGHTS + " - Bearer secret", hub.requests().get(0));
    }
  }

  @Test
  void endlessRedirectsEnd() {
    hub.redirect(WEIGHTS, WEIGHTS);
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(described(true), STRICT, Optional.empty()));
    assertTrue(refused.getMessage().contains("redirects more than 5 times"), refused.getMessage());
  }

  @Test
  void aMissingFileIsNotAskedForAgain() {
    hub.serve(WEIGHTS, weights);
    ModelDescription model = described(true);
    ModelFile gone =
        new ModelFile(
            "gone.bin",
            OptionalLong.empty(),
            List.of(new HubLocation("rhapsode/tiny", "gone.bin", REVISION)),
            List.of(),
            Optional.of(ContentHash.sha256(WEIGHTS_SHA256)),
            Optional.empty());
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> pull(withFiles(model, List.of(gone)), STRICT, Optional.empty()));
    assertTrue(
        refused.getMessage().contains("answered 404; there is no such file at this revision"),
        refused.getMessage());
    assertEquals(1, hub.requests().size());
  }

  @Test
  void offlineModeFetchesNothing() throws Exception {
    Hub offline = new Hub(hub.address(), Optional.empty(), true);
    ModelException refused =
        assertThrows(ModelException.class, () -> puller(offline).pull(described(true), STRICT));
    assertTrue(
        refused.getMessage().contains("run 'rhapsode models import FOLDER --id tiny'"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains(hub.address() + WEIGHTS), refused.getMessage());
    assertEquals(List.of(), hub.requests());
  }

  @Test
  void anUnreachableHubIsExplained() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Hub dead = new Hub(URI.create("http://127.0.0.1:" + port), Optional.empty(), false);
    ModelException refused =
        assertThrows(ModelException.class, () -> puller(dead).pull(described(true), STRICT));
    assertTrue(
        refused.getMessage().contains("If the hub cannot be reached from here, get these files"),
        refused.getMessage());
    assertEquals(List.of(1, 2, 3), pauses);
  }

  @Test
  void theVariantWithoutCloningIsAnotherFile() throws Exception {
    hub.serve(OPEN_WEIGHTS, weights);
    InstalledModel model = pull(described(true), new Consent(true, true, false), Optional.empty());
    assertEquals(OPEN_WEIGHTS + " - -", hub.requests().get(0));
    assertTrue(model.record().origin().endsWith(", variant without voice cloning"));
  }

  @Test
  void aModelOnNoHubIsImported() {
    ModelDescription model = described(true);
    ModelFile local =
        new ModelFile(
            "model.safetensors",
            OptionalLong.empty(),
            List.of(),
            List.of(),
            Optional.of(ContentHash.sha256(WEIGHTS_SHA256)),
            Optional.empty());
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> pull(withFiles(model, List.of(local)), STRICT, Optional.empty()));
    assertTrue(
        refused.getMessage().startsWith("model 'tiny' is on no hub: 'rhapsode models import"));
  }

  @Test
  void aLicenceThatForbidsSellingIsAcceptedFirst() throws Exception {
    ModelDescription model = described(true);
    ModelDescription restricted =
        new ModelDescription(
            model.id(),
            model.family(),
            model.title(),
            model.languages(),
            new Licence("CC-BY-NC-4.0", "n", "https://example.org/nc", false),
            model.gated(),
            model.files(),
            model.config(),
            model.preference(),
            model.voices(),
            model.remark());
    ModelException refused =
        assertThrows(ModelException.class, () -> pull(restricted, STRICT, Optional.empty()));
    assertTrue(
        refused
            .getMessage()
            .contains("is fetched only with --accept-licence, if its terms suit you: https"),
        refused.getMessage());
    assertEquals(List.of(), hub.requests());
    pull(restricted, new Consent(false, false, true), Optional.empty());
    assertOnlyFinished();
  }

  @Test
  void aVoiceWhoseFileIsGoneIsLeftOut() throws Exception {
    ModelDescription model = described(true);
    ModelFile gone =
        new ModelFile(
            "gone.bin",
            OptionalLong.empty(),
            List.of(new HubLocation("rhapsode/tiny", "gone.bin", REVISION)),
            List.of(),
            Optional.of(ContentHash.sha256(WEIGHTS_SHA256)),
            Optional.empty());
    List<ModelFile> files = new ArrayList<>(model.files());
    files.add(gone);
    ModelDescription voiced =
        new ModelDescription(
            model.id(),
            model.family(),
            model.title(),
            model.languages(),
            model.licence(),
            model.gated(),
            files,
            model.config(),
            model.preference(),
            List.of(
                new PresetVoice("there", "en", "", "", "", "", true, "1", ""),
                new PresetVoice("gone", "en", "", "", "", "", true, "", "gone.bin")),
            model.remark());
    InstalledModel installed = pull(voiced, STRICT, Optional.empty());
    assertEquals(
        List.of("there"), installed.record().voices().stream().map(PresetVoice::name).toList());
    assertTrue(failed.get(0).contains("did not give gone.bin"), failed.get(0));
    assertEquals(installed, store.model("tiny"));
  }
}
