package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfileFile;
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile made of the fixture's clip holds the state that the reference exports for it. */
class PocketVoiceMakerTest {
  private static final Path FIXTURES = PocketFixture.FOLDER;
  private static final Instant MADE = Instant.parse("2026-05-04T11:12:13Z");

  @TempDir Path folder;

  @Test
  void theProfileOfTheFixtureClipIsThePublishedState() throws Exception {
    PocketModelFolder files = PocketModelFolder.open(FIXTURES.resolve("en"));
    VoiceProfile.Model identity = files.identity("pocket-tts-tiny");
    PromptCache made;
    try (PocketModel model = files.load(TorchDevice.CPU, WeightPrecision.FLOAT32)) {
      made = make(new PocketVoiceMaker(model, identity));
    }
    PromptCache published =
        (PromptCache)
            VoiceProfileFile.read(FIXTURES.resolve("en/voice_state.safetensors"))
                .conditioning()
                .orElseThrow();
    assertClose(published.state().headsFirst(), made.state().headsFirst());
    int frame = files.config().codec().samplesPerFrame();
    int ended = PauseEnding.of(clip(), files.config().codec().sampleRateHz()).length;
    assertEquals((ended + frame - 1) / frame, made.latents().orElseThrow().frames());
    Path file = folder.resolve("tiny-clone.safetensors");
    VoiceProfileFile.write(profile(made, identity), file);
    assertEquals(profile(made, identity), VoiceProfileFile.read(file));
  }

  @Test
  void aProfileIsRebuiltFromItsLatentsWhereTheEncoderIsTheSame() throws Exception {
    PocketModelFolder files = PocketModelFolder.open(FIXTURES.resolve("en"));
    VoiceProfile.Model identity = files.identity("pocket-tts-tiny");
    try (PocketModel model = files.load(TorchDevice.CPU, WeightPrecision.FLOAT32)) {
      PromptCache made = make(new PocketVoiceMaker(model, identity));
      VoiceProfile.Model retrained =
          new VoiceProfile.Model("retrained", "ab".repeat(32), identity.encoder());
      assertEquals(made, new PocketVoiceMaker(model, retrained).adapt(profile(made, identity)));
      VoiceProfile.Model stranger =
          new VoiceProfile.Model("stranger", "ab".repeat(32), "cd".repeat(32));
      PocketVoiceMaker maker = new PocketVoiceMaker(model, stranger);
      VoiceException refused =
          assertThrows(VoiceException.class, () -> maker.adapt(profile(made, identity)));
      assertTrue(refused.getMessage().contains("whose encoder is not that of model pocket-tts-t"));
      PromptCache bare = new PromptCache(made.state(), Optional.empty());
      assertThrows(VoiceException.class, () -> maker.adapt(profile(bare, identity)));
    }
  }

  private static PromptCache make(PocketVoiceMaker maker) throws Exception {
    return (PromptCache) maker.derive(new PcmClip(24_000, clip()), Optional.empty());
  }

  private static VoiceProfile profile(PromptCache made, VoiceProfile.Model identity) {
    return new VoiceProfile(
        "tiny-clone",
        Optional.of(
            new VoiceProfile.Origin(
                identity,
                new VoiceProfile.Reference("prompt.wav", "01".repeat(32), 1.208, ""),
                new Consent("made for tests", MADE),
                MADE,
                "Rhapsode test")),
        Optional.empty(),
        Optional.of(made));
  }

  private static float[] clip() throws Exception {
    return PocketFixture.clip();
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int index = 0; index < expected.length; index++) {
      assertEquals(expected[index], actual[index], 3e-4, "value " + index);
    }
  }
}
