package io.rhapsode.synth.frame;

/**
 * A chunk on its way through a model: its state in native memory. Used by one thread at a time;
 * closed by whoever started it.
 */
public interface FrameSequence extends AutoCloseable {
  /**
   * Adds text to a running sequence, for models that read their text while they speak.
   *
   * @param more the text that follows
   * @return false when the model does not, or it is too late: the text then becomes a sequence of
   *     its own
   */
  default boolean append(Chunk more) {
    return false;
  }

  @Override
  void close();
}
