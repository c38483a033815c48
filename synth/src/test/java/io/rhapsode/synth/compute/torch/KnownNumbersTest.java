package io.rhapsode.synth.compute.torch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KnownNumbersTest {
  @Test
  void tellsWrongNumbers() {
    float[] expected = {1, -2};
    assertDoesNotThrow(
        () -> KnownNumbers.require(TorchDevice.CPU, expected, new float[] {1.001f, -2}));
    assertThrows(
        IllegalStateException.class,
        () -> KnownNumbers.require(TorchDevice.CPU, expected, new float[] {1}));
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () -> KnownNumbers.require(TorchDevice.CPU, expected, new float[] {1, Float.NaN}));
    assertEquals(
        "the neural engine computes wrong numbers on cpu: off by NaN of 2.0; its native library"
            + " does not fit this machine, try --device cpu or another build",
        error.getMessage());
  }
}
