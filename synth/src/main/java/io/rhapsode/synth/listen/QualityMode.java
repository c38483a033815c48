package io.rhapsode.synth.listen;

/** How takes are listened to. */
public enum QualityMode {
  /** Not at all. */
  OFF,
  /** The sound alone: length, silence, clipping, noise. */
  SIGNAL,
  /** The sound, and the words by speech recognition. */
  ASR
}
