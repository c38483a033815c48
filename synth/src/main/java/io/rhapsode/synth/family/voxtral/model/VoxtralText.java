package io.rhapsode.synth.family.voxtral.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text as the language model reads it after the voice: between two special tokens, then the token
 * that begins the speech. A text is spoken in one go. Safe for use by several threads.
 */
public final class VoxtralText {
  /**
   * Speech that a token may take, with {@link #FRAMES_TO_SPARE} for pauses: a token of English
   * takes 3 frames, a digit up to 6. A short text that runs on is given up early and tried again.
   */
  private static final int MOST_FRAMES_PER_TOKEN = 8;

  private static final int FRAMES_TO_SPARE = 25;

  private final TekkenTokenizer tokenizer;
  private final int before;
  private final int after;
  private final int beginAudio;

  /**
   * @throws java.util.NoSuchElementException if the tokenizer lacks a special token
   */
  public VoxtralText(TekkenTokenizer tokenizer, VoxtralParameters parameters) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.before = tokenizer.special("[NEXT_AUDIO_TEXT]");
    this.after = tokenizer.special("[REPEAT_AUDIO_TEXT]");
    this.beginAudio = parameters.tokens().beginAudio();
  }

  /**
   * The chunk that speaks a text.
   *
   * @throws IllegalArgumentException if the text is nothing but white space
   */
  Chunk chunk(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text is blank");
    }
    int[] tokens = tokenizer.encode(text);
    int[] ids =
        IntStream.concat(
                IntStream.concat(IntStream.of(before), IntStream.of(tokens)),
                IntStream.of(after, beginAudio))
            .toArray();
    return new Chunk(text, ids, 0, tokens.length * MOST_FRAMES_PER_TOKEN + FRAMES_TO_SPARE);
  }

  /** As {@link #chunk}, for texts of any length. */
  public List<Chunk> chunks(String text) {
    return List.of(chunk(text.strip()));
  }
}
