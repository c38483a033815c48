package io.rhapsode.synth.family.pocket.text;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketTextRules;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Text as the Pocket TTS family wants it: prepared, cut into chunks, each prepared again like a
 * text of its own, with its token ids and the bounds on its generation. Rules of {@code pocket-tts}
 * 4.0, for the weights of all releases.
 *
 * <p>Safe for use by several threads if the tokenizer is.
 */
public final class PocketText {
  /** Tokens a chunk should not exceed, in all published models. */
  public static final int MAX_TOKENS = 50;

  private static final double TOKENS_PER_SECOND = 3;
  private static final double SECONDS_TO_SPARE = 2;

  /** The reference adds these to its guess, not to a model's recommendation. */
  private static final int FRAMES_BEYOND_GUESS = 2;

  private final TextTokenizer tokenizer;
  private final PocketTextRules rules;
  private final OptionalInt recommendedFramesAfterEnd;
  private final double frameRateHz;
  private final PocketTextSplitter splitter;

  public PocketText(TextTokenizer tokenizer, PocketConfig config) {
    this(
        tokenizer,
        config.textRules(),
        config.recommendedFramesAfterEnd(),
        config.codec().frameRateHz());
  }

  public PocketText(
      TextTokenizer tokenizer,
      PocketTextRules rules,
      OptionalInt recommendedFramesAfterEnd,
      double frameRateHz) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.recommendedFramesAfterEnd = recommendedFramesAfterEnd;
    this.frameRateHz = frameRateHz;
    this.splitter = new PocketTextSplitter(tokenizer);
  }

  /**
   * Cuts a text into chunks of at most {@link #MAX_TOKENS} where its punctuation allows it.
   *
   * @throws IllegalArgumentException if the text is nothing but white space
   */
  public List<Chunk> chunks(String text) {
    return chunks(text, MAX_TOKENS);
  }

  public List<Chunk> chunks(String text, int maxTokens) {
    String prepared = PocketTextPreparation.of(text, rules).text();
    List<Chunk> chunks = new ArrayList<>();
    for (String cut : splitter.split(prepared, maxTokens)) {
      chunks.add(chunk(cut));
    }
    return chunks;
  }

  /** Prepares a piece of a text as it was cut. */
  Chunk chunk(String cut) {
    PocketTextPreparation prepared = PocketTextPreparation.of(cut, rules);
    int[] ids = tokenizer.encode(prepared.text());
    int framesAfterEnd =
        recommendedFramesAfterEnd.orElse(prepared.framesAfterEndGuess() + FRAMES_BEYOND_GUESS);
    return new Chunk(prepared.text(), ids, framesAfterEnd, maxFrames(ids.length));
  }

  private int maxFrames(int tokens) {
    return (int) Math.ceil((tokens / TOKENS_PER_SECOND + SECONDS_TO_SPARE) * frameRateHz);
  }
}
