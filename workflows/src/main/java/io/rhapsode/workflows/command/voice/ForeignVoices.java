package io.rhapsode.workflows.command.voice;

import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Voices that others made, in files without history.
 *
 * @param now when they are imported, to the second
 * @param product program and version that imports them
 */
record ForeignVoices(ModelStore models, Instant now, String product) {
  /**
   * Reads a voice in a form of one of the families.
   *
   * @param consent who allowed what; required
   * @return empty when no family knows the form
   * @throws VoiceException if the file is unsound or the consent is missing
   * @throws ModelException if no model is installed that speaks with it
   */
  Optional<VoiceProfile> read(Path file, String name, Optional<String> consent)
      throws IOException, VoiceException, ModelException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    for (ModelFamily family : ModelFamilies.all()) {
      Optional<Conditioning> voice = voice(family, file, name);
      if (voice.isPresent()) {
        VoiceProfile.Origin origin =
            new VoiceProfile.Origin(
                identity(family),
                new VoiceProfile.Reference(
                    file.getFileName().toString(), FileFingerprint.sha256(file), 0, ""),
                consent(consent),
                now,
                product);
        return Optional.of(new VoiceProfile(name, Optional.of(origin), Optional.empty(), voice));
      }
    }
    return Optional.empty();
  }

  private static Optional<Conditioning> voice(ModelFamily family, Path file, String name)
      throws VoiceException {
    try {
      return family.readVoice(file, name);
    } catch (IOException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }

  private Consent consent(Optional<String> statement) throws VoiceException {
    try {
      return new Consent(statement.orElse(""), now);
    } catch (IllegalArgumentException e) {
      throw new VoiceException("--consent: " + e.getMessage(), e);
    }
  }

  private VoiceProfile.Model identity(ModelFamily family) throws IOException, ModelException {
    for (InstalledModel model : models.models()) {
      if (model.record().family().equals(family.id())) {
        return family.voiceIdentity(model).orElseThrow();
      }
    }
    throw new ModelException(
        "no model of the family '%s' is installed, which this voice is for: 'rhapsode models list' shows which there are"
            .formatted(family.id()));
  }
}
