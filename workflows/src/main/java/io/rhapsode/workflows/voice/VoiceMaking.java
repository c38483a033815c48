package io.rhapsode.workflows.voice;

import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A model with which voices are made.
 *
 * @param model makes voices from recordings
 * @param voices of its family
 * @param identity what the voices made with it say of it
 */
public record VoiceMaking(InstalledModel model, FamilyVoices voices, VoiceProfile.Model identity) {

  /**
   * The model of that id, or the preferred one installed if there is no id.
   *
   * @throws VoiceException if it makes no voices
   * @throws ModelException if it is not installed, or none is that makes voices
   */
  public static VoiceMaking with(ModelStore models, VoiceFolder folder, Optional<String> id)
      throws IOException, ModelException, VoiceException {
    InstalledModel model = id.isPresent() ? models.model(id.get()) : preferred(models, folder);
    return new VoiceMaking(
        model,
        ModelFamilies.of(model)
            .familyVoices(models, folder)
            .orElseThrow(() -> makesNoVoices(model)),
        ModelFamilies.of(model).voiceIdentity(model).orElseThrow(() -> makesNoVoices(model)));
  }

  private static InstalledModel preferred(ModelStore models, VoiceFolder folder)
      throws IOException, ModelException {
    List<InstalledModel> installed = new ArrayList<>(models.models());
    installed.sort(Comparator.comparing(model -> -model.record().preference()));
    return installed.stream()
        .filter(model -> makesVoices(model, models, folder))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    installed.isEmpty()
                        ? "no model is installed: 'rhapsode models list' shows those there are,"
                            + " 'rhapsode models pull' gets one"
                        : "no installed model makes voices from recordings; there are: "
                            + String.join(
                                ", ", installed.stream().map(InstalledModel::id).toList())));
  }

  private static boolean makesVoices(InstalledModel model, ModelStore models, VoiceFolder folder) {
    return ModelFamilies.all().stream()
        .filter(family -> family.id().equals(model.record().family()))
        .flatMap(family -> family.familyVoices(models, folder).stream())
        .anyMatch(voices -> voices.clones(model));
  }

  /** What to say of a model that speaks with the voices it comes with and no others. */
  private static VoiceException makesNoVoices(InstalledModel model) {
    return new VoiceException(
        "model %s makes no voices from recordings: choose another with --model, or one of its own"
                .formatted(model.id())
            + " voices, which 'rhapsode voices' lists");
  }
}
