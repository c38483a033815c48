package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfile.Consent;
import io.rhapsode.synth.voice.VoiceProfile.Latents;
import io.rhapsode.synth.voice.VoiceProfile.Origin;
import io.rhapsode.synth.voice.VoiceProfile.Reference;
import java.time.Instant;
import java.util.Optional;

/** Makes voice profiles for a loaded model. Used by one thread at a time. */
public final class PocketVoiceMaker implements VoiceMaker {
  private final PocketModel model;
  private final VoiceProfile.Model identity;

  /**
   * @param model closed with the maker
   * @param identity of that model
   */
  public PocketVoiceMaker(PocketModel model, VoiceProfile.Model identity) {
    this.model = requireNonNull(model, "model is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  @Override
  public VoiceProfile make(
      String name,
      float[] samples,
      Reference reference,
      Consent consent,
      Instant createdAt,
      String createdBy) {
    Origin origin = new Origin(identity, reference, consent, createdAt, createdBy);
    return profile(name, origin, model.encode(samples));
  }

  @Override
  public VoiceProfile rebuild(
      VoiceProfile profile, String name, Instant createdAt, String createdBy)
      throws VoiceException {
    if (profile.origin().isEmpty() || profile.latents().isEmpty()) {
      throw new VoiceException(
          "voice '%s' was published without its recording's latents: it cannot be rebuilt"
              .formatted(profile.name()));
    }
    Origin former = profile.origin().get();
    if (!former.model().encoder().equals(identity.encoder())) {
      throw new VoiceException(
          "voice '%s' cannot be rebuilt for model %s, whose encoder is not that of model %s: make it"
                  .formatted(profile.name(), identity.id(), former.model().id())
              + " from its recording with 'rhapsode voice create'");
    }
    Origin origin =
        new Origin(identity, former.reference(), former.consent(), createdAt, createdBy);
    return profile(name, origin, profile.latents().get());
  }

  private VoiceProfile profile(String name, Origin origin, Latents latents) {
    PromptState state = model.prompt(latents);
    return new VoiceProfile(name, Optional.of(origin), Optional.of(latents), state);
  }

  @Override
  public void close() {
    model.close();
  }
}
