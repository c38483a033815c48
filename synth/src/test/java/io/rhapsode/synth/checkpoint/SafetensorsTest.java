package io.rhapsode.synth.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");

  @TempDir Path folder;

  @Test
  void readsThePublishedLayout() throws Exception {
    try (Safetensors file = Safetensors.open(FIXTURES.resolve("tiny/model.safetensors"))) {
      assertEquals(150, file.names().size());
      assertEquals("flow_lm.bos_before_voice", file.names().iterator().next());
      assertEquals(List.of(401L, 64L), file.entry("flow_lm.conditioner.embed.weight").shape());
      assertEquals(401 * 64, file.floats("flow_lm.conditioner.embed.weight").length);
      ByteBuffer mapped = file.floatBytes("flow_lm.bos_emb");
      assertTrue(mapped.isDirect() && mapped.isReadOnly());
      assertEquals(ByteOrder.LITTLE_ENDIAN, mapped.order());
      assertEquals(8 * Float.BYTES, mapped.remaining());
    }
  }

  @Test
  void rewritesAPublishedFileByteForByte() throws Exception {
    Path published = FIXTURES.resolve("voice_state.safetensors");
    Path copy = folder.resolve("copy.safetensors");
    try (Safetensors file = Safetensors.open(published)) {
      SafetensorsWriter writer = new SafetensorsWriter();
      for (TensorEntry entry : file.entries().values()) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        writer.bytes(entry.name(), entry.type(), file.bytes(entry.name()), shape);
      }
      writer.write(copy);
    }
    assertEquals(-1, Files.mismatch(published, copy));
  }

  @Test
  void buffersOutliveTheReader() throws Exception {
    Path path = folder.resolve("a.safetensors");
    new SafetensorsWriter().floats("a", new float[] {1.5f, -2f}, 2).write(path);
    Safetensors file = Safetensors.open(path);
    ByteBuffer bytes = file.floatBytes("a");
    file.close();
    assertEquals(-2f, bytes.getFloat(4));
  }

  @Test
  void widensHalfPrecisionExactly() throws Exception {
    short[] halves = {0, (short) 0x8000, 0x3c00, (short) 0xc000, 0x0001, 0x03ff, 0x7bff, 0x7c00};
    float[] asF16 = {0f, -0f, 1f, -2f, 0x1p-24f, 0x3ffp-24f, 65504f, Float.POSITIVE_INFINITY};
    ByteBuffer raw = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    raw.asShortBuffer().put(halves);
    Path path = folder.resolve("half.safetensors");
    new SafetensorsWriter()
        .bytes("f16", ElementType.F16, raw, 8)
        .bytes("bf16", ElementType.BF16, raw, 2, 4)
        .write(path);
    try (Safetensors file = Safetensors.open(path)) {
      assertArrayEquals(asF16, file.floats("f16"));
      float[] asBf16 = new float[8];
      for (int index = 0; index < 8; index++) {
        asBf16[index] = Float.intBitsToFloat(halves[index] << 16);
      }
      assertArrayEquals(asBf16, file.floats("bf16"));
      assertTrue(file.floatBytes("f16").isDirect());
    }
    assertTrue(Float.isNaN(HalfPrecision.fromBinary16((short) 0x7e00)));
  }

  @Test
  void readsAMisalignedTensor() throws Exception {
    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} ";
    Path path = SafetensorsFiles.write(folder.resolve("odd.safetensors"), json, 4);
    assertEquals(1, (Long.BYTES + json.length()) % 2, "the data must begin at an odd byte");
    try (Safetensors file = Safetensors.open(path)) {
      assertEquals(4, file.floatBytes("a").remaining());
      assertArrayEquals(new float[] {0f}, file.floats("a"));
    }
  }

  @Test
  void readsScalarsAndEmptyTensors() throws Exception {
    Path path = folder.resolve("a.safetensors");
    new SafetensorsWriter()
        .integers("scalar", new long[] {Long.MIN_VALUE})
        .floats("empty", new float[0], 3, 0)
        .metadata("k", "v \u0000 \uD83D\uDE00")
        .write(path);
    try (Safetensors file = Safetensors.open(path)) {
      assertArrayEquals(new long[] {Long.MIN_VALUE}, file.integers("scalar"));
      assertEquals(List.of(), file.entry("scalar").shape());
      assertEquals(0, file.floats("empty").length);
      assertEquals("v \u0000 \uD83D\uDE00", file.metadata().get("k"));
    }
  }

  @Test
  void refusesTheWrongTypeByName() throws Exception {
    Path path = folder.resolve("a.safetensors");
    new SafetensorsWriter().integers("n", new long[] {1}, 1).write(path);
    try (Safetensors file = Safetensors.open(path)) {
      CheckpointException wrong =
          assertThrows(CheckpointException.class, () -> file.floatBytes("n"));
      assertEquals(path + ": tensor 'n': dtype I64 is not a float type", wrong.getMessage());
      CheckpointException absent = assertThrows(CheckpointException.class, () -> file.floats("m"));
      assertEquals(path + ": tensor 'm': not in the file", absent.getMessage());
    }
  }

  @Test
  void failedWriteLeavesTheOldFileAndNoRemains() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(directory.resolve("inside"), "kept");
    assertThrows(
        IOException.class,
        () -> new SafetensorsWriter().floats("a", new float[1], 1).write(directory));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(directory), left.toList());
    }
    assertEquals("kept", Files.readString(directory.resolve("inside")));
  }
}
