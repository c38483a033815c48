package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfileFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.time.Instant;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile made of the fixture's clip holds the state that the reference exports for it. */
class PocketVoiceMakerTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");
  private static final Instant MADE = Instant.parse("2026-05-04T11:12:13Z");

  @TempDir Path folder;

  @Test
  void theProfileOfTheFixtureClipIsThePublishedState() throws Exception {
    PocketModelFolder files = PocketModelFolder.open(FIXTURES.resolve("tiny"));
    VoiceProfile.Model identity = files.identity("pocket-tts-tiny");
    VoiceProfile made;
    try (PocketModel model = files.load(TorchDevice.CPU, WeightPrecision.FLOAT32)) {
      made = make(new PocketVoiceMaker(model, identity));
    }
    PromptState published =
        VoiceProfileFile.read(FIXTURES.resolve("voice_state.safetensors")).state();
    assertClose(published.headsFirst(), made.state().headsFirst());
    assertEquals(16, made.latents().orElseThrow().frames());
    Path file = folder.resolve("tiny-clone.safetensors");
    VoiceProfileFile.write(made, file);
    assertEquals(made, VoiceProfileFile.read(file));
    made.requireMadeFor(identity);
  }

  @Test
  void aProfileIsRebuiltFromItsLatentsWhereTheEncoderIsTheSame() throws Exception {
    PocketModelFolder files = PocketModelFolder.open(FIXTURES.resolve("tiny"));
    VoiceProfile.Model identity = files.identity("pocket-tts-tiny");
    try (PocketModel model = files.load(TorchDevice.CPU, WeightPrecision.FLOAT32)) {
      VoiceProfile made = make(new PocketVoiceMaker(model, identity));
      VoiceProfile.Model retrained =
          new VoiceProfile.Model("retrained", "ab".repeat(32), identity.encoder());
      VoiceProfile rebuilt =
          new PocketVoiceMaker(model, retrained).rebuild(made, "again", MADE, "Rhapsode test");
      assertEquals(made.state(), rebuilt.state());
      assertEquals(retrained, rebuilt.origin().orElseThrow().model());
      assertEquals(made.origin().orElseThrow().consent(), rebuilt.origin().orElseThrow().consent());
      VoiceProfile.Model stranger =
          new VoiceProfile.Model("stranger", "ab".repeat(32), "cd".repeat(32));
      PocketVoiceMaker maker = new PocketVoiceMaker(model, stranger);
      VoiceException refused =
          assertThrows(
              VoiceException.class, () -> maker.rebuild(made, "again", MADE, "Rhapsode test"));
      assertTrue(refused.getMessage().contains("whose encoder is not that of model pocket-tts-t"));
    }
  }

  private static VoiceProfile make(PocketVoiceMaker maker) throws Exception {
    return maker.make(
        "tiny-clone",
        clip(),
        new VoiceProfile.Reference("prompt.wav", "01".repeat(32), 1.208, ""),
        new VoiceProfile.Consent("made for tests", MADE),
        MADE,
        "Rhapsode test");
  }

  private static float[] clip() throws Exception {
    try (AudioInputStream input =
        AudioSystem.getAudioInputStream(FIXTURES.resolve("prompt.wav").toFile())) {
      ShortBuffer shorts =
          ByteBuffer.wrap(input.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      float[] samples = new float[shorts.remaining()];
      for (int index = 0; index < samples.length; index++) {
        samples[index] = shorts.get(index) / 32768f;
      }
      return samples;
    }
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int index = 0; index < expected.length; index++) {
      assertEquals(expected[index], actual[index], 3e-4, "value " + index);
    }
  }
}
