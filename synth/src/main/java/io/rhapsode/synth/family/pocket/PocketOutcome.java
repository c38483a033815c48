package io.rhapsode.synth.family.pocket;

/** What became of an utterance. */
public sealed interface PocketOutcome {
  /**
   * It was spoken.
   *
   * @param samples mono at the codec's sample rate; owned by the receiver, not copied
   * @param frames frames of 80 ms
   */
  record Spoken(float[] samples, int frames) implements PocketOutcome {}

  /**
   * No attempt gave usable speech.
   *
   * @param defect what was wrong with the last attempt
   * @param chunk text of the chunk it happened in
   * @param attempts how many were made
   */
  record Defective(SpeechDefect defect, String chunk, int attempts) implements PocketOutcome {}
}
