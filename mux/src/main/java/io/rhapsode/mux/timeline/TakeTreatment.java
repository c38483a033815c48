package io.rhapsode.mux.timeline;

import io.rhapsode.pipeline.audio.PcmClip;

/** What is done to the clip of an utterance before it is heard. Any number of threads may ask. */
@FunctionalInterface
public interface TakeTreatment {
  /** Leaves every clip as it is. */
  TakeTreatment NONE = (ordinal, clip) -> clip;

  /**
   * @param ordinal position of the utterance in its book, from 0
   * @return as long as the clip, at the same rate
   */
  PcmClip apply(int ordinal, PcmClip clip);
}
