package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import org.junit.jupiter.api.Test;

/** The published size of 0.6 G, of which nothing is allocated. */
class QwenDemandTest {
  @Test
  void thePublishedModelsDemand() {
    QwenModel.Description sizes = QwenSamples.published();
    ModelDemand demand = QwenDemand.of(sizes.config(), sizes.codec(), WeightPrecision.FLOAT32, 0);
    // All tensors of model and codec, 914,643,008 and 170,557,441 numbers.
    assertEquals(4L * (914_643_008 + 170_557_441), demand.weightBytes());
    // 28 layers of keys and values of 8 heads of 128.
    assertEquals(28 * 2 * 8 * 128 * 4, demand.cacheBytesPerFrame());
    assertEquals("6.62 GB", "%.2f GB".formatted(demand.stepBytes() / 1e9));
  }
}
