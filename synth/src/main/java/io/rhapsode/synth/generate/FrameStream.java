package io.rhapsode.synth.generate;

import io.rhapsode.synth.frame.Chunk;
import java.util.List;
import java.util.Optional;

/**
 * Speech as it is made, frame by frame. Work begins when text is pushed and runs some frames ahead
 * of the listener.
 *
 * <p>The frames of all chunks together are what {@link Scheduler#speak} gives for the first
 * attempt: to the bit if the queue has one slot, up to rounding otherwise (in int8, up to its
 * error). What was handed out cannot be taken back, so a stream does not try again: see {@link
 * #wasCut}. One thread may push while another takes.
 */
public final class FrameStream implements AutoCloseable {
  private final Scheduler scheduler;
  private final StreamEntry entry;

  FrameStream(Scheduler scheduler, StreamEntry entry) {
    this.scheduler = scheduler;
    this.entry = entry;
  }

  /** Adds text to what is still to be said; also after the last frame. */
  public void push(List<Chunk> more) {
    scheduler.push(entry, more);
  }

  /**
   * Waits for the next frame and takes it.
   *
   * @return its samples; empty when all text so far is said, or the stream is closed
   * @throws IllegalStateException if the model broke over the stream, or the wait is interrupted
   */
  public Optional<float[]> next() {
    return scheduler.next(entry);
  }

  /** Tells whether a chunk so far ran into its bound, the end of speech not being seen. */
  public boolean wasCut() {
    return scheduler.wasCut(entry);
  }

  /** Cancels what is still to come and frees the stream; waits for at most one step. */
  @Override
  public void close() {
    scheduler.cancel(entry);
  }
}
