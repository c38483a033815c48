package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something to say.
 *
 * @param voice who says it
 * @param chunks the text, cut and tokenized; at least one
 * @param seed seed of all its noise
 */
public record PocketUtterance(PocketVoice voice, List<PocketText.Chunk> chunks, long seed) {
  /** Checks that there is something to say. */
  public PocketUtterance {
    requireNonNull(voice, "voice is null");
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("chunks is empty");
    }
  }
}
