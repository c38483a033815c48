package io.rhapsode.synth.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A voice file may come from anyone: whatever its bytes, it is read or refused. */
class VoiceProfileInvariantTest {
  private static Path folder;
  private static byte[] sound;

  @BeforeContainer
  static void writeProfile() throws IOException {
    folder = Files.createTempDirectory("voices");
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(VoiceProfileFileTest.profile("ada"), file);
    sound = Files.readAllBytes(file);
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 500)
  void corruptionIsReadOrRefused(
      @ForAll @NotEmpty @Size(max = 4) List<@IntRange(max = 1800) Integer> positions,
      @ForAll byte replacement)
      throws IOException {
    byte[] bytes = sound.clone();
    positions.forEach(position -> bytes[position % bytes.length] = replacement);
    readOrRefused(bytes);
  }

  @Property(tries = 200)
  void truncationIsRefused(@ForAll @IntRange(max = 4000) int length) throws IOException {
    byte[] bytes = Arrays.copyOf(sound, length % sound.length);
    assertTrue(!readOrRefused(bytes), "a file cut to %d bytes was read".formatted(bytes.length));
  }

  private static boolean readOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("ada.safetensors"), bytes);
    try {
      assertEquals("ada", VoiceProfileFile.read(file).name());
      return true;
    } catch (CheckpointException refused) {
      assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
      return false;
    }
  }
}
