package io.rhapsode.synth.compute;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.io.Serializable;

/**
 * Where and how neural voices compute. Other voices take no notice.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision how the weights are kept; another one is another reading
 * @param threads threads that compute, 1 to 64, for each engine that is open
 */
public record SynthesisSettings(String device, WeightPrecision precision, int threads)
    implements Serializable {
  /** The best device there is, exact, on one thread. */
  public static final SynthesisSettings DEFAULTS =
      new SynthesisSettings("auto", WeightPrecision.FLOAT32, 1);

  public SynthesisSettings {
    requireNonNull(precision, "precision is null");
    requireRange("threads", threads, 1, 64);
    if (!device.matches("auto|cpu|cuda(:\\d{1,3})?")) {
      throw new InvalidSettingException(
          "device", "is '%s', not auto, cpu, cuda or cuda:N".formatted(device));
    }
  }
}
