package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
