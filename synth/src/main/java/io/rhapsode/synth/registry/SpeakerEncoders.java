package io.rhapsode.synth.registry;

import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.speaker.DVectorModels;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import java.io.IOException;
import java.util.Optional;

/** The speaker encoder of this installation. */
public final class SpeakerEncoders {
  private static final String CATALOGUED = "speaker-encoder";

  private SpeakerEncoders() {}

  /**
   * Opens the installed encoder; of several, the first by id.
   *
   * @return empty when none is installed; the caller closes it
   * @throws IOException if its files cannot be read or do not fit
   */
  public static Optional<SpeakerEncoder> installed(ModelStore models)
      throws IOException, ModelException {
    Optional<InstalledModel> model = model(models);
    return model.isEmpty() ? Optional.empty() : Optional.of(DVectorModels.open(model.get()));
  }

  /** The model of the encoder that {@link #installed} opens. */
  public static Optional<InstalledModel> model(ModelStore models)
      throws IOException, ModelException {
    return models.models().stream()
        .filter(installed -> installed.record().family().equals(DVectorModels.ID))
        .findFirst();
  }

  /**
   * As {@link #installed}, for those who cannot do without.
   *
   * @return the encoder; the caller closes it
   * @throws ModelException if none is installed; it names the command that gets one
   */
  public static SpeakerEncoder require(ModelStore models) throws IOException, ModelException {
    return installed(models)
        .orElseThrow(
            () ->
                new ModelException(
                    "no model that tells voices apart is installed: 'rhapsode models pull %s' gets one of 12 MB"
                        .formatted(CATALOGUED)));
  }
}
