package io.rhapsode.synth.frame;

import java.util.List;

/**
 * The frames of one chunk on their way through a codec. The sound is as it is to be heard: a family
 * whose chunks would click where they begin fades them in here. Whole, frame by frame or in any
 * groups, the samples are the same up to rounding; in the same groups, to the bit. Used by one
 * thread at a time.
 */
public interface FrameDecoding extends AutoCloseable {
  /**
   * Decodes the next frames.
   *
   * @param frames in order, up to {@link FrameModel#framesPerCall()}
   * @return {@link FrameModel#samplesPerFrame()} samples for each
   */
  float[] decode(List<float[]> frames);

  @Override
  void close();
}
