package io.rhapsode.synth.compute;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import java.io.Serializable;
import java.util.List;

/**
 * Where and how neural engines compute, of whatever family. None of it but the precision changes
 * what is heard.
 *
 * @param settings device, precision and threads
 * @param slots utterances in flight at once; each family knows the numbers it takes
 * @param models folder of the installed models; empty for that of whoever runs the process
 * @param voices folder of the voices made by users; empty likewise
 */
public record NeuralRuntime(SynthesisSettings settings, int slots, String models, String voices)
    implements Serializable {
  /** The default settings, sixteen utterances at once. */
  public static final NeuralRuntime STANDARD = new NeuralRuntime(SynthesisSettings.DEFAULTS, 16);

  public NeuralRuntime {
    requireNonNull(settings, "settings is null");
    requireNonNull(models, "models is null");
    requireNonNull(voices, "voices is null");
  }

  /** With the models and voices of whoever runs the process. */
  public NeuralRuntime(SynthesisSettings settings, int slots) {
    this(settings, slots, "", "");
  }

  public String device() {
    return settings.device();
  }

  public WeightPrecision precision() {
    return settings.precision();
  }

  /** Threads that compute. */
  public int workers() {
    return settings.threads();
  }

  /**
   * Chooses the device, which loads the native library.
   *
   * @return the device
   * @throws IllegalArgumentException if the device asked for is not there, or cannot do the
   *     precision
   */
  public TorchDevice requireDevice() {
    TorchDevice chosen = TorchDevice.named(device());
    precision().requireOn(chosen);
    return chosen;
  }

  /**
   * All devices to compute on: every graphics card for {@code auto}.
   *
   * @throws IllegalArgumentException as {@link #requireDevice}
   */
  public List<TorchDevice> requireDevices() {
    List<TorchDevice> chosen = TorchDevice.all(device());
    chosen.forEach(precision()::requireOn);
    return chosen;
  }

  /** The same with so many utterances in flight. */
  public NeuralRuntime withSlots(int slots) {
    return new NeuralRuntime(settings, slots, models, voices);
  }

  /** The same with the models of another folder. */
  public NeuralRuntime withModels(String folder) {
    return new NeuralRuntime(settings, slots, folder, voices);
  }

  /** The same with the users' voices of another folder. */
  public NeuralRuntime withVoices(String folder) {
    return new NeuralRuntime(settings, slots, models, folder);
  }
}
