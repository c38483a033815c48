package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.rhapsode.synth.compute.torch.TorchDevice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QwenSelfTestTest {
  @Test
  void theProcessorComputesTheKnownNumbers() {
    assertDoesNotThrow(
        () -> QwenSelfTest.run(TorchDevice.CPU),
        () -> Arrays.toString(QwenSelfTest.speak(TorchDevice.CPU)));
  }
}
