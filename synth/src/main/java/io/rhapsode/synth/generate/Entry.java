package io.rhapsode.synth.generate;

import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;

/** One sequence of the queue; what it holds is guarded by the queue's lock. */
sealed interface Entry permits BatchEntry, StreamEntry {
  /** What takes part in the step. */
  FrameSequence sequence();

  /** Takes what a step made. */
  void accept(FrameStep made);

  /** Gives up, because the model broke. */
  void fail(Throwable cause);
}
