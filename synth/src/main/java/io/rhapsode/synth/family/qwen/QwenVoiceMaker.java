package io.rhapsode.synth.family.qwen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.qwen.model.QwenModel;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import io.rhapsode.synth.voice.conditioning.Conditioning.Table;
import io.rhapsode.synth.voice.reference.KaiserResampler;
import io.rhapsode.synth.voice.reference.ReferenceCheck;
import java.util.Optional;

/**
 * Makes voices of recordings: the speaker's vector and, where it is known what is said, the codec's
 * codes.
 */
final class QwenVoiceMaker implements VoiceMaker {
  private final QwenModel model;
  private final VoiceProfile.Model identity;

  /**
   * @param model closed with the maker; makes voices of recordings
   * @param identity of that model
   */
  QwenVoiceMaker(QwenModel model, VoiceProfile.Model identity) {
    this.model = requireNonNull(model, "model is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  @Override
  public Conditioning derive(PcmClip recording, Optional<String> transcript) {
    int rate = ReferenceCheck.SAMPLE_RATE_HZ;
    float[] whole =
        new KaiserResampler(recording.sampleRateHz(), rate).resample(recording.samples());
    float[] kept = ReferenceCheck.cut(whole);
    int speakerRate = model.config().speakerEncoder().orElseThrow().sampleRateHz();
    float[] vector = model.embed(new KaiserResampler(rate, speakerRate).resample(kept));
    Table embedding = new Table(vector, 1, vector.length);
    // Of a recording that was cut, nobody knows which words are left.
    boolean isTold = transcript.filter(text -> !text.isBlank()).isPresent();
    if (!isTold || kept.length < whole.length) {
      return new SpeakerEmbedding(embedding);
    }
    long[] codes = model.encode(new KaiserResampler(rate, model.sampleRateHz()).resample(kept));
    int codebooks = model.codec().codebooks();
    return new ReferenceSpeech(
        embedding,
        new ReferenceCodes(codes, codes.length / codebooks, codebooks),
        transcript.get().strip());
  }

  /** What the same weights made; vectors of others mean nothing to the model. */
  @Override
  public Conditioning adapt(VoiceProfile profile) throws VoiceException {
    return profile
        .madeWith(identity.encoder())
        .filter(made -> made instanceof SpeakerEmbedding || made instanceof ReferenceSpeech)
        .orElseThrow(
            () ->
                new VoiceException(
                    "voice '%s' has neither its recording nor a vector of model %s: make it from its recording with 'rhapsode voice create'"
                        .formatted(profile.name(), identity.id())));
  }

  @Override
  public void close() {
    model.close();
  }
}
