package io.rhapsode.synth.family.qwen.text;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a prompt says of the voice.
 *
 * @param speaker id of a speaker whom the model knows
 * @param dialect language that such a speaker speaks in place of Chinese, in lower case
 * @param hasEmbedding whether a vector of the speaker is added to the prompt
 * @param reference a recording that the speech goes on from
 * @param instruction tokens of the turn that says how to speak; empty for none
 * @param layout how text and speech meet
 */
public record VoicePrompt(
    OptionalInt speaker,
    Optional<String> dialect,
    boolean hasEmbedding,
    Optional<Reference> reference,
    int[] instruction,
    Layout layout) {
  /** How text and speech meet. */
  public enum Layout {
    /** One token of the text joins each frame: speech begins with the first words. */
    STREAMED,
    /** The text stands before the speech. */
    WHOLE
  }

  /**
   * A recording and what is said in it.
   *
   * @param text tokens of what is said
   * @param codes [frames, codebooks] in row order
   */
  public record Reference(int[] text, long[] codes, int frames) {
    public Reference {
      text = text.clone();
      codes = codes.clone();
      if (frames < 1 || codes.length % frames != 0) {
        throw new IllegalArgumentException(
            "%d codes are not %d frames".formatted(codes.length, frames));
      }
    }

    @Override
    public int[] text() {
      return text.clone();
    }

    @Override
    public long[] codes() {
      return codes.clone();
    }
  }

  public VoicePrompt {
    requireNonNull(speaker, "speaker is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(reference, "reference is null");
    requireNonNull(layout, "layout is null");
    instruction = instruction.clone();
    if (speaker.isPresent() && hasEmbedding) {
      throw new IllegalArgumentException("a prompt has one row for the speaker, not two");
    }
  }

  @Override
  public int[] instruction() {
    return instruction.clone();
  }
}
