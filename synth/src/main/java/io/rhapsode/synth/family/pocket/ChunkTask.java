package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.noise.GaussianNoise;

/**
 * One chunk to be spoken, with all that its sound depends on.
 *
 * @param utterance index of its utterance in the batch
 * @param index index of the chunk in its utterance
 * @param voice who speaks
 * @param chunk text, tokens and bounds
 * @param noise the utterance's noise
 * @param attempt try, from 0
 */
record ChunkTask(
    int utterance,
    int index,
    PocketVoice voice,
    PocketText.Chunk chunk,
    GaussianNoise noise,
    int attempt) {
  ChunkTask nextAttempt() {
    return new ChunkTask(utterance, index, voice, chunk, noise, attempt + 1);
  }

  /** Positions that the text takes; longer texts make longer speech. */
  int tokens() {
    return chunk.ids().length;
  }
}
