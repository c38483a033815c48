package io.rhapsode.synth.generate.chunk;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.noise.GaussianNoise;

/**
 * One chunk to be spoken, with all that its sound depends on.
 *
 * @param utterance index of its utterance in the batch
 * @param index index of the chunk in its utterance
 * @param voice who speaks
 * @param chunk text, tokens and bounds
 * @param seed seed of the utterance
 * @param attempt try, from 0
 */
public record ChunkTask(
    int utterance, int index, FrameVoice voice, Chunk chunk, long seed, int attempt) {
  public ChunkTask nextAttempt() {
    return new ChunkTask(utterance, index, voice, chunk, seed, attempt + 1);
  }

  /** Positions that the text takes; longer texts make longer speech. */
  public int tokens() {
    return chunk.ids().length;
  }

  FrameNoise noise(double deviation) {
    GaussianNoise noise = new GaussianNoise(seed);
    return (step, count) -> noise.frame(attempt, index, step, count, deviation);
  }
}
