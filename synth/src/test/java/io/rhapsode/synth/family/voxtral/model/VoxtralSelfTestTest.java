package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import org.junit.jupiter.api.Test;

class VoxtralSelfTestTest {
  @Test
  void passesHere() {
    long before = TensorScope.liveHandles();
    VoxtralSelfTest.run(TorchDevice.CPU);
    assertEquals(before, TensorScope.liveHandles());
  }
}
