package io.rhapsode.synth.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.checkpoint.Checkpoint;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.compute.torch.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWeightsTest {
  private static final float[] NUMBERS = {1, -2.5f, 0.15625f, 0x1p100f};

  @TempDir Path folder;

  @Test
  void halvesStayHalvesWhereTheProgramReadsThem() throws Exception {
    ByteBuffer halves = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : NUMBERS) {
      halves.putShort((short) (Float.floatToRawIntBits(number) >>> 16));
    }
    Path file = folder.resolve("model.safetensors");
    new SafetensorsWriter()
        .bytes("language.weight", ElementType.BF16, halves.flip(), 2, 2)
        .bytes("codec.weight", ElementType.BF16, halves.duplicate(), 4)
        .floats("language.norm", NUMBERS, 4)
        .write(file);
    Map<String, ExpectedTensor> expected =
        Map.of(
            "language.weight", ExpectedTensor.floats(2, 2),
            "codec.weight", ExpectedTensor.floats(4),
            "language.norm", ExpectedTensor.floats(4));
    try (Checkpoint checkpoint = Checkpoint.open(file, expected)) {
      Map<String, TensorData> tensors =
          CheckpointWeights.read(checkpoint, name -> name.startsWith("language."));
      assertEquals(ElementType.BF16, tensors.get("language.weight").type());
      assertEquals(ElementType.F32, tensors.get("codec.weight").type());
      assertEquals(ElementType.F32, tensors.get("language.norm").type());
      assertArrayEquals(new long[] {2, 2}, tensors.get("language.weight").shape());
      tensors.values().forEach(tensor -> assertArrayEquals(NUMBERS, tensor.toFloats()));
    }
  }
}
