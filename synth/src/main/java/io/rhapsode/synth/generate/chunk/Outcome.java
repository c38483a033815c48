package io.rhapsode.synth.generate.chunk;

/** What became of an utterance. */
public sealed interface Outcome {
  /**
   * It was spoken.
   *
   * @param samples mono at the model's sample rate; owned by the receiver, not copied
   * @param frames number of frames
   */
  record Spoken(float[] samples, int frames) implements Outcome {}

  /**
   * No attempt gave usable speech.
   *
   * @param defect what was wrong with the last attempt
   * @param chunk text of the chunk it happened in
   * @param attempts how many were made
   */
  record Defective(SpeechDefect defect, String chunk, int attempts) implements Outcome {}
}
