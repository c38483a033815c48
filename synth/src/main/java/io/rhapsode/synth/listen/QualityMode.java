package io.rhapsode.synth.listen;

/** How takes are listened to. */
public enum QualityMode {
  /** {@link #ASR} where the recogniser is installed, else {@link #SIGNAL}. */
  AUTO,
  /** Not at all. */
  OFF,
  /** The sound alone: length, silence, clipping, noise. */
  SIGNAL,
  /** The sound, and the words of neural voices by speech recognition. */
  ASR
}
