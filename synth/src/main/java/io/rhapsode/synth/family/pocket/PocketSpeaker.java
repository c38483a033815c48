package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.text.PocketText;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import java.io.IOException;
import java.util.List;

/** A loaded model with its tokenizer and the voices made for it. */
final class PocketSpeaker implements FrameSpeaker {
  private final PocketModel model;
  private final TextTokenizer tokenizer;
  private final PocketText text;
  private final Conditionings voices;
  private final GenerationSettings settings;

  /**
   * @param model closed with the speaker
   * @param tokenizer closed with the speaker
   */
  PocketSpeaker(
      PocketModel model,
      TextTokenizer tokenizer,
      Conditionings voices,
      GenerationSettings settings) {
    this.model = requireNonNull(model, "model is null");
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.text = new PocketText(tokenizer, model.config());
  }

  @Override
  public PocketModel model() {
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
    if (voices.conditioning(voice) instanceof PromptCache prompt) {
      return model.openVoice(prompt.state());
    }
    throw new IOException(
        "voice '%s' is of another family of models than %s"
            .formatted(voice.name(), PocketFamily.ID));
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
