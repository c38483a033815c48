package io.rhapsode.synth.compute;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.io.Serializable;

/**
 * Where and how neural engines compute, of whatever family. None of it but the precision changes
 * what is heard.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision how the weights are kept
 * @param slots utterances in flight at once
 * @param workers threads that compute
 */
public record NeuralRuntime(String device, WeightPrecision precision, int slots, int workers)
    implements Serializable {
  /** The best there is, exact, sixteen utterances at once on one thread. */
  public static final NeuralRuntime STANDARD =
      new NeuralRuntime("auto", WeightPrecision.FLOAT32, 16, 1);

  /** Checks that nothing is missing; each family knows the numbers it takes. */
  public NeuralRuntime {
    requireNonNull(device, "device is null");
    requireNonNull(precision, "precision is null");
  }

  /**
   * Chooses the device, which loads the native library.
   *
   * @return the device
   * @throws IllegalArgumentException if the device asked for is not there, or cannot do the
   *     precision
   */
  public TorchDevice requireDevice() {
    TorchDevice chosen = TorchDevice.named(device);
    precision.requireOn(chosen);
    return chosen;
  }
}
