package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TensorDataTest {
  @Test
  void givesBackItsNumbers() {
    float[] values = {1, -2, 3.5f, 0, 5, 6};
    TensorData data = TensorData.ofFloats(values, 2, 3);

    assertArrayEquals(values, data.toFloats());
    assertArrayEquals(new long[] {2, 3}, data.shape());
    assertEquals(TensorData.ofFloats(values.clone(), 2, 3), data);
    assertNotEquals(TensorData.ofFloats(values, 3, 2), data);
  }

  @Test
  void refusesAnotherLength() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> TensorData.ofFloats(new float[5], 2, 3));
    assertEquals("tensor of shape [2, 3] needs 24 bytes, got 20", error.getMessage());
  }

  @Test
  void refusesHeapBuffers() {
    assertThrows(IllegalArgumentException.class, () -> new TensorData(ByteBuffer.allocate(4), 1));
  }
}
