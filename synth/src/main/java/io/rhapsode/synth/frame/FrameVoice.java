package io.rhapsode.synth.frame;

/**
 * A voice as a loaded model holds it, shared by all sequences that start from it. May be used by
 * several threads at once; closed before its model.
 */
public interface FrameVoice extends AutoCloseable {
  @Override
  void close();
}
