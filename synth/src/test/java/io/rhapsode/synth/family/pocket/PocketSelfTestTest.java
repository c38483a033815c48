package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import org.junit.jupiter.api.Test;

class PocketSelfTestTest {
  @Test
  void passesHere() {
    long before = TensorScope.liveHandles();
    assertDoesNotThrow(() -> PocketSelfTest.run(TorchDevice.CPU));
    assertEquals(before, TensorScope.liveHandles());
  }

  @Test
  void tellsWrongNumbers() {
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () ->
                PocketSelfTest.requireClose(
                    TorchDevice.CPU, new float[] {1, -2}, new float[] {1, Float.NaN}));
    assertEquals(
        "the neural engine computes wrong numbers on cpu: off by NaN of 2.0; its native library"
            + " does not fit this machine, try --device cpu or another build",
        error.getMessage());
  }
}
