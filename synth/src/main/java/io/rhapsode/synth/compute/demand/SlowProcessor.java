package io.rhapsode.synth.compute.demand;

import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.util.Optional;

/** Tells who lets a processor do what is made for a graphics card. */
public final class SlowProcessor {
  /** Slower than it is listened to. */
  private static final double NOTABLE = 1;

  /** Processors without arithmetic in bfloat16 took twice the time of float32. */
  private static final double BFLOAT16_FACTOR = 4;

  private SlowProcessor() {}

  /** Empty where the model keeps pace with a listener. */
  public static Optional<String> caution(
      String model, ModelDemand demand, WeightPrecision precision) {
    double factor =
        demand.processorFactor() * (precision == WeightPrecision.BFLOAT16 ? BFLOAT16_FACTOR : 1);
    return factor <= NOTABLE
        ? Optional.empty()
        : Optional.of(
            "model %s on one core of a processor takes about %.0f times as long as its speech lasts; it is made for a graphics card (--device cuda)"
                .formatted(model, factor));
  }
}
