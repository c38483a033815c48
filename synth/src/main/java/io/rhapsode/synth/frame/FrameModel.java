package io.rhapsode.synth.frame;

import java.util.List;

/**
 * A loaded model that makes speech frame by frame. Operations may run on several threads at once as
 * long as each sequence, and each decoding, is used by one thread at a time; {@link #start} and
 * {@link #step} are called by one thread at a time.
 */
public interface FrameModel extends AutoCloseable {
  /** Sample rate of the sound in Hz. */
  int sampleRateHz();

  /** Samples of one frame. */
  int samplesPerFrame();

  /**
   * Frames that are decoded in one call when nobody waits for them; bounds the decoder's memory.
   * Part of what decides the last bits of a sound.
   */
  int framesPerCall();

  /**
   * Starts a chunk: reads voice and text, up to the first frame.
   *
   * @param voice one of this model's
   * @param noise all randomness of the sequence
   * @return the sequence; the caller closes it
   */
  FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise);

  /**
   * Makes the next frame of every sequence.
   *
   * @param sequences of this model, no two the same, at least one
   * @param steady whether no bit of the result may depend on how many share the step; a model may
   *     be quicker with a single sequence when it is false
   * @return one result for each sequence, in their order
   */
  List<FrameStep> step(List<FrameSequence> sequences, boolean steady);

  /**
   * Starts to decode the frames of one chunk.
   *
   * @return the decoding; the caller closes it
   */
  FrameDecoding startDecoding();

  /**
   * As {@link #startDecoding()}, for models whose sound goes on from a recording of the voice.
   *
   * @param voice the voice of the chunk
   */
  default FrameDecoding startDecoding(FrameVoice voice) {
    return startDecoding();
  }

  /** Frees the weights. Voices, sequences and decodings must be closed before. */
  @Override
  void close();
}
