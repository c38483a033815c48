package io.rhapsode.synth.generate.chunk;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameVoice;
import java.util.List;

/**
 * Something to say.
 *
 * @param voice who says it
 * @param chunks the text, cut and tokenized; at least one
 * @param seed seed of all its noise
 */
public record Utterance(FrameVoice voice, List<Chunk> chunks, long seed) {
  /** Checks that there is something to say. */
  public Utterance {
    requireNonNull(voice, "voice is null");
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("chunks is empty");
    }
  }
}
