package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import org.junit.jupiter.api.Test;

/** The published size, of which nothing is allocated. */
class VoxtralDemandTest {
  @Test
  void thePublishedModelsDemand() {
    ModelDemand demand =
        VoxtralDemand.of(VoxtralSampleModel.published(), false, WeightPrecision.BFLOAT16, 0);
    assertEquals("7.74 GiB", ModelDemand.gibibytes(demand.weightBytes()));
  }
}
