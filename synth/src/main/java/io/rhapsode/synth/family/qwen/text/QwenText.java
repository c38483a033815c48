package io.rhapsode.synth.family.qwen.text;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.qwen.config.QwenConfig.Tokens;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Text as the talker knows it. The reference puts text into turns such as {@code
 * <|im_start|>assistant\nTEXT<|im_end|>\n} and cuts pieces out of their ids by position; this gives
 * the same ids for any text without control strings, which are plain text here. Safe for use by
 * several threads.
 */
public final class QwenText implements AutoCloseable {
  /**
   * Speech that a token may take, with {@link #FRAMES_TO_SPARE} for pauses: a token of English
   * takes 3 to 4 frames, one of Chinese up to 4. What runs on is given up and tried again.
   */
  private static final int MOST_FRAMES_PER_TOKEN = 8;

  private static final int FRAMES_TO_SPARE = 25;

  private static final String ASSISTANT = "assistant\n";
  private static final String USER = "user\n";

  /** Tokens of a turn's first line after the control token. */
  private static final int HEAD = 2;

  private final TextTokenizer tokenizer;
  private final Tokens tokens;
  private final int mostFrames;

  /**
   * @param tokenizer to which control strings are text; closed with this
   * @param mostFrames bound on the frames of a chunk
   */
  public QwenText(TextTokenizer tokenizer, Tokens tokens, int mostFrames) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.mostFrames = mostFrames;
  }

  /** The tokens that begin the turn of the one who speaks. */
  public int[] role() {
    return IntStream.concat(
            IntStream.of(tokens.start()), Arrays.stream(tokenizer.encode(ASSISTANT)).limit(HEAD))
        .toArray();
  }

  /** Tokens of a text that is, or was, spoken. */
  public int[] spoken(String text) {
    int[] ids = tokenizer.encode(ASSISTANT + text);
    return Arrays.copyOfRange(ids, Math.min(HEAD, ids.length), ids.length);
  }

  /** The whole turn in which a user says how to speak. */
  public int[] instruction(String text) {
    return Stream.of(
            new int[] {tokens.start()},
            tokenizer.encode(USER + text),
            new int[] {tokens.end()},
            tokenizer.encode("\n"))
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /**
   * The chunk that speaks a text.
   *
   * @param language BCP 47 tag; empty if unknown
   * @throws IllegalArgumentException if the text is nothing but white space
   */
  public Chunk chunk(String text, String language) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text is blank");
    }
    int[] ids = spoken(text);
    int frames = Math.min(mostFrames, ids.length * MOST_FRAMES_PER_TOKEN + FRAMES_TO_SPARE);
    return new Chunk(text, language, ids, 0, frames);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
