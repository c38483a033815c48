package io.rhapsode.synth.frame;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A stretch of text that is spoken in one go, starting from the voice.
 *
 * @param text as it is spoken
 * @param language BCP 47 tag of it; empty where the model need not know
 * @param ids its tokens
 * @param framesAfterEnd frames to go on for from the step at which the end of speech was seen
 * @param maxFrames frames after which generation is given up
 */
public record Chunk(String text, String language, int[] ids, int framesAfterEnd, int maxFrames) {
  public Chunk {
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    ids = ids.clone();
  }

  /** A chunk whose language the model need not know. */
  public Chunk(String text, int[] ids, int framesAfterEnd, int maxFrames) {
    this(text, "", ids, framesAfterEnd, maxFrames);
  }

  @Override
  public int[] ids() {
    return ids.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chunk chunk
        && text.equals(chunk.text)
        && language.equals(chunk.language)
        && Arrays.equals(ids, chunk.ids)
        && framesAfterEnd == chunk.framesAfterEnd
        && maxFrames == chunk.maxFrames;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
