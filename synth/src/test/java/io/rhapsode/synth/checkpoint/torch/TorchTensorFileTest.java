package io.rhapsode.synth.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchTensorFileTest {
  private static final String STORAGE = "torch BFloat16Storage";
  private static final float[] VALUES = {1, -2, 0.5f, 3, 4, -0.25f};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("voice.pt");
  }

  @Test
  void readsAMatrix() throws IOException {
    TorchTensorFiles.write(file, VALUES, 2, 3);
    TorchTensorFile read = TorchTensorFile.read(file);
    assertEquals(List.of(2L, 3L), read.shape());
    assertArrayEquals(VALUES, read.values());
  }

  @Test
  void readsAPartOfAStorage() throws IOException {
    write(TorchTensorFiles.pickle(STORAGE, 6, 3, 1, 3, 3));
    assertArrayEquals(new float[] {3, 4, -0.25f}, TorchTensorFile.read(file).values());
  }

  @Test
  void refusesWhatIsNotRowByRow() throws IOException {
    write(TorchTensorFiles.pickle(STORAGE, 6, 0, 2, 3, 1));
    assertRefused("strides [1, 1] of shape [2, 3] do not lie row by row");
    write(TorchTensorFiles.pickle(STORAGE, 6, 0, 2, 3, 0));
    assertRefused("do not lie row by row");
  }

  @Test
  void refusesWhatReachesPastTheEnd() throws IOException {
    write(TorchTensorFiles.pickle(STORAGE, 6, 1, 2, 3, 3));
    assertRefused("it reaches past the end of its storage");
    write(TorchTensorFiles.pickle(STORAGE, 7, 0, 2, 3, 3));
    assertRefused("data has 12 bytes, the pickle says 14");
    write(TorchTensorFiles.pickle(STORAGE, 6, -1, 2, 3, 3));
    assertRefused("a size is no whole number from 0");
    int huge = Integer.MAX_VALUE;
    write(TorchTensorFiles.pickle(STORAGE, huge, 0, huge, huge, huge));
    assertRefused("it reaches past the end of its storage");
  }

  @Test
  void refusesOtherTypes() throws IOException {
    write(TorchTensorFiles.pickle("torch LongStorage", 6, 0, 2, 3, 3));
    assertRefused("its storage is not of bfloat16, float16 or float32");
  }

  /** A pickle that would run a command if anybody ran it. */
  @Test
  void runsNothing() throws IOException {
    Path trace = folder.resolve("trace");
    write(
        ("\u0080\u0002cposix\nsystem\nX\u0005\u0000\u0000\u0000touch\u0085R.")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("it rebuilds no tensor");
    write(("cos\nsystem\n(S'touch " + trace + "'\ntR.").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("opcode 0x53 is none of it");
    assertFalse(Files.exists(trace));
  }

  @Test
  void refusesCompressedEntries() throws IOException {
    byte[] zeros = new byte[1 << 24];
    TorchTensorFiles.write(
        file,
        TorchTensorFiles.pickle(STORAGE, 1 << 23, 0, 1 << 12, 1 << 11, 1 << 11),
        zeros,
        false);
    assertTrue(Files.size(file) < 1 << 16);
    assertRefused("'voice/data/0' is compressed");
  }

  @Test
  void refusesTwoTensorsAndManyEntries() throws IOException {
    byte[] pickle = TorchTensorFiles.pickle(STORAGE, 6, 0, 2, 3, 3);
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      TorchTensorFiles.entry(zip, "a/data.pkl", pickle, true);
      TorchTensorFiles.entry(zip, "b/data.pkl", pickle, true);
    }
    assertRefused("two entries end in /data.pkl");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (int i = 0; i < 1_000; i++) {
        TorchTensorFiles.entry(zip, "a/data/" + i, new byte[1], true);
      }
    }
    assertRefused("1000 entries, more than one tensor has");
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    Files.writeString(file, "no zip");
    assertRefused("not a zip of torch.save");
    assertThrows(
        CheckpointException.class, () -> TorchTensorFile.read(folder.resolve("absent.pt")));
  }

  /** Whatever single bytes are changed: a tensor or a refusal that names the file. */
  @Test
  void survivesAnyDamage() throws IOException {
    TorchTensorFiles.write(file, VALUES, 2, 3);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(sound, random.nextInt(sound.length))
              : sound.clone();
      for (int change = random.nextInt(3); change >= 0 && damaged.length > 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      try {
        TorchTensorFile.read(file);
      } catch (CheckpointException refused) {
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
      }
    }
  }

  private void write(byte[] pickle) throws IOException {
    TorchTensorFiles.write(file, pickle, TorchTensorFiles.bfloat16(VALUES), true);
  }

  private void assertRefused(String cause) {
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> TorchTensorFile.read(file));
    assertTrue(refused.getMessage().contains(cause), refused.getMessage());
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
  }
}
