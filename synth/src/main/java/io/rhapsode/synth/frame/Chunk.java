package io.rhapsode.synth.frame;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A stretch of text that is spoken in one go, starting from the voice.
 *
 * @param text as it is spoken
 * @param ids its tokens
 * @param framesAfterEnd frames to go on for from the step at which the end of speech was seen
 * @param maxFrames frames after which generation is given up
 */
public record Chunk(String text, int[] ids, int framesAfterEnd, int maxFrames) {
  public Chunk {
    requireNonNull(text, "text is null");
    ids = ids.clone();
  }

  @Override
  public int[] ids() {
    return ids.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chunk chunk
        && text.equals(chunk.text)
        && Arrays.equals(ids, chunk.ids)
        && framesAfterEnd == chunk.framesAfterEnd
        && maxFrames == chunk.maxFrames;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
