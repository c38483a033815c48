package io.rhapsode.pipeline.dub.timing;

/** What was done so that a line fits, from the least to the most. */
public enum Measure {
  /** It fits as it is. */
  NATURAL,
  /** The voice speaks it more quickly. */
  PACE,
  /** Its take is made shorter. */
  STRETCH,
  /** It begins before its cue. */
  EARLY,
  /** It runs on into the time of the next line, which begins later. */
  BORROW,
  /** It does not fit; all of it is said, as quickly as the limits allow. */
  OVERRUN
}
