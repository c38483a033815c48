package io.rhapsode.synth.compute.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelDemandTest {
  private static final long GIBIBYTE = 1L << 30;

  /** 4 GiB of weights, half a GiB for a decoding, a quarter for each utterance. */
  private static final ModelDemand DEMAND =
      new ModelDemand(
          4 * GIBIBYTE,
          GIBIBYTE / 2,
          GIBIBYTE / 4096,
          1024,
          GIBIBYTE / 2,
          4 * GIBIBYTE,
          8_000_000_000L,
          12.5);

  @Test
  void asManySequencesAsFit() {
    // 0.9 of 10 GiB are 9; less 4 and 2 * 0.5 there are 4, which is 16 quarters.
    assertEquals(16, DEMAND.sequences(10 * GIBIBYTE, 2, 64));
    assertEquals(8, DEMAND.sequences(10 * GIBIBYTE, 2, 8));
    assertEquals(0, DEMAND.sequences(5 * GIBIBYTE, 1, 64));
  }

  @Test
  void whatIsNeededForOneIsEnoughForOne() {
    long least = DEMAND.leastFreeBytes(1);
    assertEquals(1, DEMAND.sequences(least, 1, 64));
    assertEquals(0, DEMAND.sequences(least - 16, 1, 64));
  }

  @Test
  void tooLittleIsRefusedWithFigures() {
    assertEquals(
        "5.28 GiB of memory are needed on cpu for one utterance at a time (4.00 GiB of weights,"
            + " 4.50 GiB while they are loaded, 0.25 GiB for the utterance) and there are 5.00 GiB:"
            + " free some, take another device or, where there is one, a smaller model",
        assertThrows(
                IllegalArgumentException.class,
                () -> DEMAND.requireWithin(TorchDevice.CPU, 5 * GIBIBYTE, 1))
            .getMessage());
    DEMAND.requireWithin(TorchDevice.CPU, 6 * GIBIBYTE, 1);
  }

  @Test
  void aSlowProcessorIsTold() {
    assertEquals(
        Optional.of(
            "model big on one core of a processor takes about 7 times as long as its speech lasts;"
                + " it is made for a graphics card (--device cuda)"),
        SlowProcessor.caution("big", DEMAND, WeightPrecision.FLOAT32));
    ModelDemand small = new ModelDemand(1, 1, 1, 1, 1, 300_000_000, 100_000_000, 12.5);
    assertEquals(Optional.empty(), SlowProcessor.caution("small", small, WeightPrecision.FLOAT32));
  }
}
