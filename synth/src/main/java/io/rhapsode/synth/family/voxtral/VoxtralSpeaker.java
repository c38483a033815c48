package io.rhapsode.synth.family.voxtral;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codes;
import io.rhapsode.synth.family.voxtral.model.VoxtralModel;
import io.rhapsode.synth.family.voxtral.model.VoxtralModelFolder;
import io.rhapsode.synth.family.voxtral.model.VoxtralText;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.Preset;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import java.io.IOException;
import java.util.List;

/** A loaded model with its tokenizer and its voices. */
final class VoxtralSpeaker implements FrameSpeaker {
  /** Two minutes; a voice is made of half a minute at most. */
  private static final int MOST_REFERENCE_FRAMES = 1_500;

  private final VoxtralModel model;
  private final VoxtralModelFolder folder;
  private final TekkenTokenizer tokenizer;
  private final VoxtralText text;
  private final Conditionings voices;
  private final GenerationSettings settings;

  /**
   * @param model closed with the speaker
   * @param slots utterances in flight
   * @param workers threads that compute
   */
  VoxtralSpeaker(
      VoxtralModel model,
      VoxtralModelFolder folder,
      TekkenTokenizer tokenizer,
      Conditionings voices,
      int slots,
      int workers) {
    this.model = requireNonNull(model, "model is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.text = new VoxtralText(tokenizer, model.parameters());
    this.settings =
        GenerationSettings.ofCodes(slots, workers, model.parameters().language().width());
  }

  @Override
  public VoxtralModel model() {
    return model;
  }

  @Override
  public GenerationSettings settings() {
    return settings;
  }

  @Override
  public List<Chunk> chunks(String toSay) {
    return text.chunks(toSay);
  }

  @Override
  public FrameVoice openVoice(Voice voice) throws IOException {
    Conditioning conditioning = voices.conditioning(voice);
    if (conditioning instanceof Preset preset) {
      return model.openVoice(folder.voice(preset.value(), tokenizer));
    }
    if (conditioning instanceof ReferenceCodes codes && fits(codes)) {
      if (codes.frames() > MOST_REFERENCE_FRAMES) {
        throw new IOException(
            "voice '%s' is of a recording of %,d frames, at most %,d are read: make it of a shorter one"
                .formatted(voice.name(), codes.frames(), MOST_REFERENCE_FRAMES));
      }
      return model.openVoice(model.embed(codes.codes()));
    }
    throw new IOException("voice '%s' was made for another model".formatted(voice.name()));
  }

  /** Whether every code is one that the model has a row for. */
  private boolean fits(ReferenceCodes reference) {
    Codes sizes = model.parameters().codes();
    long[] codes = reference.codes();
    if (reference.codebooks() != sizes.count()) {
      return false;
    }
    for (int i = 0; i < codes.length; i++) {
      int size = i % sizes.count() == 0 ? sizes.semantic() : sizes.levels();
      if (codes[i] >= size + Codes.RESERVED) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
