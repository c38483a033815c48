package io.rhapsode.workflows.settings;

import static io.rhapsode.workflows.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.WeightPrecision;

/**
 * Where and how neural voices compute. Other voices take no notice.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision how the weights are kept; another one is another reading
 * @param threads threads that compute, 1 to 64, for each engine that is open
 */
public record SynthesisSettings(String device, WeightPrecision precision, int threads) {
  static final SynthesisSettings DEFAULTS =
      new SynthesisSettings("auto", WeightPrecision.FLOAT32, 1);

  public SynthesisSettings {
    requireNonNull(precision, "precision is null");
    requireRange("threads", threads, 1, 64);
    if (!device.matches("auto|cpu|cuda(:\\d{1,3})?")) {
      throw new InvalidSettingException(
          "device", "is '%s', not auto, cpu, cuda or cuda:N".formatted(device));
    }
  }

  /**
   * What the speaking stage takes.
   *
   * @param slots utterances spoken at once
   */
  public NeuralRuntime runtime(int slots) {
    return new NeuralRuntime(device, precision, slots, threads);
  }

  /**
   * Chooses the device, which loads the native library.
   *
   * @return what was chosen, in a few words
   * @throws UsageException when the device is not there, or cannot do the precision
   */
  public String requireDevice() throws UsageException {
    try {
      String chosen = runtime(1).requireDevice().toString();
      return "%s%s, %s, %d thread%s"
          .formatted(
              chosen,
              device.equals("auto") ? " (chosen by auto)" : "",
              precision.described(),
              threads,
              threads == 1 ? "" : "s");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--device: " + e.getMessage(), e);
    }
  }
}
