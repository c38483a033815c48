package io.rhapsode.synth.family.pocket;

import java.util.Optional;

/**
 * A chunk that was generated and decoded.
 *
 * @param task the chunk
 * @param samples its sound, not copied
 * @param frames frames of 80 ms
 * @param defect what is wrong with it, if anything
 */
record SpokenChunk(ChunkTask task, float[] samples, int frames, Optional<SpeechDefect> defect) {
  /** Decodes a finished generation and judges it. */
  static SpokenChunk of(ChunkGeneration generation, PocketModel model, PocketSettings settings) {
    float[] samples = decode(generation.latents(), model);
    return new SpokenChunk(
        generation.task(), samples, generation.frameCount(), defect(generation, samples, settings));
  }

  private static float[] decode(float[] latents, PocketModel model) {
    try (PocketDecoding decoding = model.startDecoding()) {
      return decoding.decode(latents);
    }
  }

  private static Optional<SpeechDefect> defect(
      ChunkGeneration generation, float[] samples, PocketSettings settings) {
    if (!generation.hasEnded()) {
      return Optional.of(SpeechDefect.NO_END);
    }
    if (generation.hasEndedTooEarly()) {
      return Optional.of(SpeechDefect.ENDED_TOO_EARLY);
    }
    if (rootMeanSquare(samples) < settings.silenceLevel()) {
      return Optional.of(SpeechDefect.SILENT);
    }
    return Optional.empty();
  }

  private static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }
}
