package io.rhapsode.synth.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.torch.TorchDevice;
import java.io.Serializable;

/**
 * Where and how the engine computes. None of it but the precision changes what is heard.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision how the weights are kept
 * @param slots utterances in flight at once
 * @param workers threads that compute
 */
public record PocketRuntime(String device, PocketPrecision precision, int slots, int workers)
    implements Serializable {
  /** The best there is, exact, sixteen utterances at once on one thread. */
  public static final PocketRuntime STANDARD =
      new PocketRuntime("auto", PocketPrecision.FLOAT32, 16, 1);

  /** Checks that nothing is missing; {@link PocketSettings} checks the numbers. */
  public PocketRuntime {
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

  PocketSettings settings(PocketConfig config) {
    return PocketSettings.published(config, slots).withWorkers(workers);
  }
}
