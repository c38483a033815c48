package io.rhapsode.synth.generate.chunk;

import io.rhapsode.synth.frame.GenerationSettings;
import java.util.Optional;

/**
 * A chunk that was generated and decoded.
 *
 * @param task the chunk
 * @param samples its sound, not copied
 * @param frames number of frames
 * @param defect what is wrong with it, if anything
 */
public record SpokenChunk(
    ChunkTask task, float[] samples, int frames, Optional<SpeechDefect> defect) {
  /** Judges a finished generation by its sound. */
  public static SpokenChunk of(
      Generation generation, float[] samples, GenerationSettings settings) {
    return new SpokenChunk(
        generation.task(), samples, generation.frameCount(), defect(generation, samples, settings));
  }

  private static Optional<SpeechDefect> defect(
      Generation generation, float[] samples, GenerationSettings settings) {
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
