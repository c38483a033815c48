package io.rhapsode.synth.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeCheckpoint() throws Exception {
    file = folder.resolve("m.safetensors");
    new SafetensorsWriter()
        .floats("a", new float[] {1, 2, 3, 4}, 2, 2)
        .floats("b", new float[] {5}, 1)
        .integers("c", new long[] {6}, 1)
        .write(file);
  }

  @Test
  void opensWhatFits() throws Exception {
    Map<String, ExpectedTensor> expected =
        Map.of(
            "a", ExpectedTensor.floats(2, 2),
            "b", ExpectedTensor.floats(1),
            "c", ExpectedTensor.integers(1));
    try (Checkpoint checkpoint = Checkpoint.open(file, expected)) {
      assertEquals(List.of(2L, 2L), checkpoint.shape("a"));
      assertArrayEquals(new float[] {5}, checkpoint.floats("b"));
      assertArrayEquals(new long[] {6}, checkpoint.integers("c"));
    }
  }

  @Test
  void listsEveryDifferenceInOneError() {
    Map<String, ExpectedTensor> expected =
        Map.of(
            "a", ExpectedTensor.floats(4),
            "c", ExpectedTensor.floats(1),
            "d", ExpectedTensor.integers(),
            "e", ExpectedTensor.floats(7, 1));
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> Checkpoint.open(file, expected));
    assertEquals(
        file
            + """
            : not the checkpoint this model needs (4 tensors): 5 differ
              missing d I64[]
              missing e F32/F16/BF16[7, 1]
              extra 'b' F32[1]
              misshapen a: is F32[2, 2], must be F32/F16/BF16[4]
              misshapen c: is I64[1], must be F32/F16/BF16[1]\
            """,
        refused.getMessage());
  }

  @Test
  void aFileOfAnotherModelDoesNotFillTheScreen() {
    Map<String, ExpectedTensor> expected = new TreeMap<>();
    for (int index = 0; index < 1000; index++) {
      expected.put("layer." + index, ExpectedTensor.floats(1));
    }
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> Checkpoint.open(file, expected));
    assertTrue(refused.getMessage().endsWith("\n  and 603 more"), refused.getMessage());
  }
}
