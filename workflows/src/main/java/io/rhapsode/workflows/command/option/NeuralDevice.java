package io.rhapsode.workflows.command.option;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;

/** The device of neural voices, looked for before any work. */
public final class NeuralDevice {
  private NeuralDevice() {}

  /**
   * Chooses the device, which loads the native library.
   *
   * @return what was chosen, in a few words
   * @throws UsageException when the device is not there, or cannot do the precision
   */
  public static String require(NarrateSettings settings) throws UsageException {
    NeuralRuntime runtime = settings.neuralRuntime();
    try {
      return "%s%s, %s, %d thread%s"
          .formatted(
              runtime.requireDevice(),
              runtime.device().equals("auto") ? " (chosen by auto)" : "",
              runtime.precision(),
              runtime.workers(),
              runtime.workers() == 1 ? "" : "s");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--device: " + e.getMessage(), e);
    }
  }
}
