package io.rhapsode.synth.family.qwen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.model.QwenModel;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Reference;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.Preset;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A loaded model with its text rules and its voices. */
final class QwenSpeaker implements FrameSpeaker {
  /** Between a speaker and an instruction, as in "ryan: Read it slowly." */
  private static final String INSTRUCTION = ": ";

  private final QwenModel model;
  private final QwenText text;
  private final Conditionings voices;
  private final GenerationSettings settings;

  /**
   * @param model closed with the speaker
   * @param text closed with the speaker
   * @param slots utterances in flight
   * @param workers threads that compute
   */
  QwenSpeaker(QwenModel model, QwenText text, Conditionings voices, int slots, int workers) {
    this.model = requireNonNull(model, "model is null");
    this.text = requireNonNull(text, "text is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.settings =
        GenerationSettings.ofCodes(slots, workers, model.config().talker().transformer().width());
  }

  @Override
  public QwenModel model() {
    return model;
  }

  @Override
  public GenerationSettings settings() {
    return settings;
  }

  @Override
  public List<Chunk> chunks(String toSay) {
    return chunks(toSay, "");
  }

  @Override
  public List<Chunk> chunks(String toSay, String language) {
    return List.of(text.chunk(toSay, language));
  }

  @Override
  public FrameVoice openVoice(Voice voice) throws IOException {
    Conditioning conditioning = voices.conditioning(voice);
    if (conditioning instanceof Preset preset) {
      return model.openVoice(preset(preset.value()), new float[0]);
    }
    if (conditioning instanceof SpeakerEmbedding vector) {
      return model.openVoice(cloned(Optional.empty()), vector.values().values());
    }
    if (conditioning instanceof ReferenceSpeech speech) {
      Reference reference =
          new Reference(
              text.spoken(speech.transcript()), speech.codes().codes(), speech.codes().frames());
      return model.openVoice(cloned(Optional.of(reference)), speech.embedding().values());
    }
    throw new IOException("voice '%s' was made for another model".formatted(voice.name()));
  }

  private static VoicePrompt cloned(Optional<Reference> reference) {
    return new VoicePrompt(
        OptionalInt.empty(), Optional.empty(), true, reference, new int[0], Layout.STREAMED);
  }

  /** A speaker whom the model knows, with an instruction or without; or a description alone. */
  private VoicePrompt preset(String value) throws IOException {
    QwenConfig config = model.config();
    if (config.kind() == QwenConfig.Kind.VOICE_DESIGN) {
      return known(OptionalInt.empty(), "", value, Layout.WHOLE);
    }
    int colon = value.indexOf(INSTRUCTION);
    String name = (colon < 0 ? value : value.substring(0, colon)).toLowerCase(Locale.ROOT);
    String instruction = colon < 0 ? "" : value.substring(colon + INSTRUCTION.length());
    Integer id = config.names().speakers().get(name);
    if (id == null) {
      throw new IOException(
          "the model knows no speaker '%s', only %s"
              .formatted(name, String.join(", ", config.names().speakers().keySet())));
    }
    if (!instruction.isEmpty() && !config.instructs()) {
      throw new IOException("models of this size follow no instructions: leave it out");
    }
    Layout layout = instruction.isEmpty() ? Layout.STREAMED : Layout.WHOLE;
    return known(OptionalInt.of(id), name, instruction, layout);
  }

  private VoicePrompt known(OptionalInt id, String name, String instruction, Layout layout) {
    return new VoicePrompt(
        id,
        Optional.ofNullable(model.config().names().dialects().get(name)),
        false,
        Optional.empty(),
        instruction.isBlank() ? new int[0] : text.instruction(instruction),
        layout);
  }

  @Override
  public void close() {
    model.close();
    text.close();
  }
}
