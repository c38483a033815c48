package io.rhapsode.synth.family.voxtral;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.voxtral.model.VoxtralModel;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import java.util.Optional;

/** Makes voices with weights that have the codec's encoder: a voice is its recording's codes. */
final class VoxtralVoiceMaker implements VoiceMaker {
  private final VoxtralModel model;
  private final VoiceProfile.Model identity;

  /**
   * @param model closed with the maker; has an encoder
   * @param identity of that model
   */
  VoxtralVoiceMaker(VoxtralModel model, VoiceProfile.Model identity) {
    this.model = requireNonNull(model, "model is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  @Override
  public Conditioning derive(PcmClip recording, Optional<String> transcript) {
    int rate = ReferenceCheck.SAMPLE_RATE_HZ;
    float[] checked =
        ReferenceCheck.cut(
            new KaiserResampler(recording.sampleRateHz(), rate).resample(recording.samples()));
    long[] codes = model.encode(new KaiserResampler(rate, model.sampleRateHz()).resample(checked));
    int codebooks = model.parameters().codes().count();
    return new ReferenceCodes(codes, codes.length / codebooks, codebooks);
  }

  /** Codes of the same encoder mean the same to every model. */
  @Override
  public Conditioning adapt(VoiceProfile profile) throws VoiceException {
    return profile
        .madeWith(identity.encoder())
        .filter(ReferenceCodes.class::isInstance)
        .orElseThrow(
            () ->
                new VoiceException(
                    "voice '%s' has neither its recording nor codes of the encoder of model %s: make it from its recording with 'rhapsode voice create'"
                        .formatted(profile.name(), identity.id())));
  }

  @Override
  public void close() {
    model.close();
  }
}
