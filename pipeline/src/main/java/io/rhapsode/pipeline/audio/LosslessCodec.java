package io.rhapsode.pipeline.audio;

import java.io.IOException;
import java.io.Serializable;

/**
 * Turns clips into compressed bytes and back without loss at 24 bits: decoding gives each sample
 * rounded to the nearest multiple of 2^-23, clamped to [-1, 1 - 2^-23]. The same clip gives the
 * same bytes. Implementations hold no state, so that worker threads may share one.
 */
public interface LosslessCodec extends Serializable {
  byte[] encode(PcmClip clip) throws IOException;

  /**
   * @throws IOException when the bytes are not a clip of this codec
   */
  PcmClip decode(byte[] bytes) throws IOException;

  /** File name extension of the encoded form, without a dot. */
  String fileExtension();
}
