package io.rhapsode.synth.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.testing.FailingFiles;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceFolderTest {
  private static final String LEGACY =
      "src/test/resources/pocket-tts/voice_state-legacy.safetensors";

  @TempDir Path home;

  @Test
  void savesListsLoadsAndDeletes() throws Exception {
    VoiceFolder folder = new VoiceFolder(home.resolve("voices"));
    assertEquals(List.of(), folder.list());
    folder.save(VoiceProfileFileTest.profile("bea"), false);
    Path ada = folder.save(VoiceProfileFileTest.profile("ada"), false);
    Files.writeString(home.resolve("voices/notes.txt"), "not a voice");
    assertEquals(
        List.of("ada", "bea"), folder.list().stream().map(VoiceFolder.Entry::name).toList());
    assertEquals(VoiceProfileFileTest.profile("ada"), folder.load("ada"));
    folder.delete("ada");
    assertFalse(Files.exists(ada));
    VoiceException gone = assertThrows(VoiceException.class, () -> folder.load("ada"));
    assertEquals(
        "no voice 'ada' in %s: there are: bea".formatted(home.resolve("voices")),
        gone.getMessage());
  }

  @Test
  void addsAPublishedStateButNothingElse() throws Exception {
    Path fixtures = Path.of("src/test/resources/pocket-tts");
    VoiceFolder folder = new VoiceFolder(home.resolve("voices"));
    Path file = folder.add(fixtures.resolve("voice_state-legacy.safetensors"), "alba", false);
    assertEquals("alba", folder.load("alba").name());
    assertThrows(VoiceException.class, () -> folder.add(file, "alba", false));
    CheckpointException refused =
        assertThrows(
            CheckpointException.class,
            () -> folder.add(fixtures.resolve("tiny/model.safetensors"), "bea", false));
    assertTrue(
        refused.getMessage().startsWith(fixtures.resolve("tiny/model.safetensors") + ": not a "),
        refused.getMessage());
    try (var files = Files.list(home.resolve("voices"))) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void whateverStepFailsAVoiceIsTheFormerOneOrTheNew() throws Exception {
    Path source = home.resolve("source.safetensors");
    VoiceProfileFile.write(VoiceProfileFileTest.profile("ada"), source);
    byte[] former = Files.readAllBytes(Path.of(LEGACY));
    int step = 0;
    boolean failed = true;
    while (failed) {
      step++;
      Path voices = home.resolve("voices" + step);
      Path file = new VoiceFolder(voices).add(Path.of(LEGACY), "ada", false);
      FailingFiles files = new FailingFiles(step);
      try {
        new VoiceFolder(voices, files).add(source, "ada", true);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("no space left on device"), e.getMessage());
      }
      failed = files.failed();
      boolean replaced = Arrays.equals(Files.readAllBytes(file), Files.readAllBytes(source));
      assertTrue(replaced || failed && Arrays.equals(Files.readAllBytes(file), former));
      try (var left = Files.list(voices)) {
        assertEquals(List.of(file), left.toList());
      }
    }
    assertEquals(4, step, "synced, moved, and its folder synced");
  }

  @Test
  void listsHeadersAndReportsWhatIsDamaged() throws Exception {
    VoiceFolder folder = new VoiceFolder(home);
    folder.save(VoiceProfileFileTest.recorded("bea", 8_000), false);
    folder.save(VoiceProfileFileTest.profile("ada"), false);
    Files.write(home.resolve("cut.safetensors"), new byte[] {1, 0, 0});
    List<CheckpointException> damaged = new ArrayList<>();
    List<VoiceHeader> headers = folder.headers(damaged::add);
    assertEquals(List.of("ada", "bea"), headers.stream().map(VoiceHeader::name).toList());
    assertEquals(1, damaged.size());
    assertEquals(Optional.of(headers.get(1)), folder.header("bea"));
    assertEquals(Optional.empty(), folder.header("../bea"));
    assertThrows(VoiceException.class, () -> folder.header("cut"));
  }

  @Test
  void whatWasMadeOfARecordingGoesWithItsLastVoice() throws Exception {
    VoiceFolder folder = new VoiceFolder(home);
    VoiceProfile ada = VoiceProfileFileTest.recorded("ada", 8_000);
    folder.save(ada, false);
    folder.save(VoiceProfileFileTest.recorded("bea", 8_000), false);
    String recording = ada.recording().orElseThrow().summary().samplesSha256();
    Conditioning made = VoiceProfileFileTest.profile("x").conditioning().orElseThrow();
    folder.derived().keep(recording, "model", made);
    folder.delete("ada");
    assertEquals(Optional.of(made), folder.derived().find(recording, "model"));
    folder.delete("bea");
    assertEquals(Optional.empty(), folder.derived().find(recording, "model"));
  }

  @Test
  void helpsWithMisspeltNamesAndEmptyFolders() throws Exception {
    VoiceFolder folder = new VoiceFolder(home);
    VoiceException empty = assertThrows(VoiceException.class, () -> folder.delete("ada"));
    assertTrue(empty.getMessage().endsWith("make one with 'rhapsode voice create'"));
    folder.save(VoiceProfileFileTest.profile("tiny-clone"), false);
    VoiceException near = assertThrows(VoiceException.class, () -> folder.load("tiny-clon"));
    assertTrue(near.getMessage().endsWith("did you mean 'tiny-clone'?"), near.getMessage());
  }

  @Test
  void aTakenNameIsRefusedUnlessReplacing() throws Exception {
    VoiceFolder folder = new VoiceFolder(home);
    folder.save(VoiceProfileFileTest.profile("ada"), false);
    assertThrows(
        VoiceException.class, () -> folder.save(VoiceProfileFileTest.profile("ada"), false));
    folder.save(VoiceProfileFileTest.profile("ada"), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ada", "../ada", "a/b", ".hidden", "-x", "a b", "\u00e4da", "a\nb"})
  void namesThatAreNoFileNamesAreRefused(String name) {
    VoiceFolder folder = new VoiceFolder(home);
    VoiceException refused = assertThrows(VoiceException.class, () -> folder.load(name));
    assertTrue(refused.getMessage().contains("is not a voice name: use 1 to 64"));
    assertFalse(refused.getMessage().contains("\n"));
  }

  @Test
  void aDamagedVoiceIsNamedWithItsFile() throws Exception {
    VoiceFolder folder = new VoiceFolder(home);
    Path file = folder.save(VoiceProfileFileTest.profile("ada"), false);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    VoiceException refused = assertThrows(VoiceException.class, () -> folder.load("ada"));
    assertTrue(
        refused.getMessage().startsWith("voice 'ada' cannot be used: " + file + ": tensor "),
        refused.getMessage());
  }
}
