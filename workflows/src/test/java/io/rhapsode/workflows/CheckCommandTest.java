package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were not made here, and what is said of them. */
class CheckCommandTest {
  private static final int RATE_HZ = 48_000;

  @TempDir Path folder;

  @BeforeEach
  void findTheProfiles() {
    System.setProperty("rhapsode.home", "..");
  }

  @AfterEach
  void forgetThem() {
    System.clearProperty("rhapsode.home");
  }

  @Test
  void figuresAndProblemsAreOneObjectAFile() throws IOException {
    // A tone of 0.1 at 1 kHz has -23 LUFS.
    Path file = tone("right.wav", 0.1);
    Invocation check = Invocation.of("check", file.toString(), "--profile", "wav", "--json");
    JsonNode result = Json.MAPPER.readTree(check.out());
    assertEquals("pcm_s16le", result.get("codec").asText());
    assertEquals(-23, result.get("figures").get("integratedLufs").asDouble(), 0.3);
    assertEquals(-20, result.get("figures").get("truePeakDbtp").asDouble(), 0.1);
    assertEquals(1, check.exitCode(), "without tags, and 1 dB too quiet");
    assertEquals(3, result.get("problems").size(), result::toString);
  }

  @Test
  void whoListensToABookMustBeThere() throws IOException {
    Path file = tone("book.wav", 0.1);
    Path settings = Files.writeString(folder.resolve("own.yaml"), "listen: {model: nobody}\n");
    Invocation check =
        Invocation.of(
            "check",
            file.toString(),
            "--against",
            "../samples/aesop-fables.epub",
            "--settings",
            settings.toString());
    assertEquals(2, check.exitCode());
    assertTrue(
        check.err().contains("there is no model 'nobody' to listen with: rhapsode models pull"),
        check.err());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Invocation folderCheck = Invocation.of("check", empty.toString(), "--against", "x.epub");
    assertEquals(2, folderCheck.exitCode());
    assertTrue(folderCheck.err().contains("holds no audio files"), folderCheck.err());
  }

  @Test
  void theTextSaysWhatToChange() throws IOException {
    Path file = tone("quiet.wav", 0.01);
    Invocation check = Invocation.of("check", file.toString(), "--profile", "broadcast");
    assertEquals(1, check.exitCode());
    assertTrue(check.out().contains("quiet.wav: outside the profile broadcast\n"), check.out());
    assertTrue(
        check
            .out()
            .contains(
                "  it has a loudness of -43.2 LUFS, not -24 to -22 LUFS: raise the level by 19.2"
                    + " dB\n"),
        check.out());
  }

  @Test
  void whatIsNoAudioIsOneOfTheFilesThatFail() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp3"), "no audio");
    Path file = tone("tone.wav", 0.1);
    Invocation check =
        Invocation.of(
            "check", text.toString(), file.toString(), "--profile", "broadcast", "--json");
    assertEquals(1, check.exitCode());
    JsonNode first = Json.MAPPER.readTree(check.out().lines().toList().get(0));
    assertFalse(first.get("inside").asBoolean());
    assertTrue(first.get("problem").asText().contains("notes.mp3"), first.toString());
    assertEquals(2, check.out().lines().count());
  }

  @Test
  void unknownProfilesAndFilesAreUsage() throws IOException {
    Path file = tone("tone.wav", 0.1);
    Invocation profile = Invocation.of("check", file.toString(), "--profile", "akx");
    assertEquals(2, profile.exitCode());
    assertTrue(profile.err().contains("the nearest is 'acx'"), profile.err());
    Invocation absent = Invocation.of("check", "nowhere.mp3", "--profile", "acx");
    assertEquals(2, absent.exitCode());
    assertEquals("rhapsode: nowhere.mp3 is not a file\n", absent.err());
  }

  /** Eight seconds of a tone between two seconds of silence. */
  private Path tone(String name, double amplitude) throws IOException {
    ByteBuffer samples = ByteBuffer.allocate(12 * RATE_HZ * Short.BYTES);
    samples.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 12 * RATE_HZ; i++) {
      boolean heard = i >= 2 * RATE_HZ && i < 10 * RATE_HZ;
      double sample = heard ? amplitude * Math.sin(2 * Math.PI * 1_000 * i / RATE_HZ) : 0;
      samples.putShort((short) Math.rint(sample * Short.MAX_VALUE));
    }
    AudioFormat format = new AudioFormat(RATE_HZ, Short.SIZE, 1, true, false);
    Path file = folder.resolve(name);
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(samples.array()), format, 12L * RATE_HZ)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }
}
