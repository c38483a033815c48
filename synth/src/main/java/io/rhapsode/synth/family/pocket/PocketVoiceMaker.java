package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import io.rhapsode.synth.voice.conditioning.Latents;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import java.util.Optional;

/** Makes voices for a loaded model. Used by one thread at a time. */
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
  public Conditioning derive(PcmClip recording, Optional<String> transcript) {
    float[] samples =
        new KaiserResampler(recording.sampleRateHz(), ReferenceCheck.SAMPLE_RATE_HZ)
            .resample(recording.samples());
    float[] clip = PauseEnding.of(ReferenceCheck.cut(samples), ReferenceCheck.SAMPLE_RATE_HZ);
    return prompt(model.encode(clip));
  }

  @Override
  public Conditioning adapt(VoiceProfile profile) throws VoiceException {
    Optional<Latents> latents =
        profile.conditioning().stream()
            .filter(PromptCache.class::isInstance)
            .flatMap(made -> ((PromptCache) made).latents().stream())
            .findFirst();
    if (profile.origin().isEmpty() || latents.isEmpty()) {
      throw new VoiceException(
          "voice '%s' has neither its recording nor its latents: it cannot be rebuilt"
              .formatted(profile.name()));
    }
    VoiceProfile.Model former = profile.origin().get().model();
    if (!former.encoder().equals(identity.encoder())) {
      throw new VoiceException(
          "voice '%s' cannot be rebuilt for model %s, whose encoder is not that of model %s: make it"
                  .formatted(profile.name(), identity.id(), former.id())
              + " from its recording with 'rhapsode voice create'");
    }
    return prompt(latents.get());
  }

  private Conditioning prompt(Latents latents) {
    return new PromptCache(model.prompt(latents), Optional.of(latents));
  }

  @Override
  public void close() {
    model.close();
  }
}
