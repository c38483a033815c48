package io.rhapsode.synth.speaker;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells who speaks. The same clip gives the same embedding, whatever runs beside it. Any number of
 * threads may use it at once; whoever opened it closes it, after the last use.
 */
public interface SpeakerEncoder extends AutoCloseable {
  /** The model with what else decides its results; embeddings of two identities do not compare. */
  String identity();

  /**
   * Where the voice of a clip lies.
   *
   * @param clip at any sample rate; pauses in it do not count
   * @return empty when the clip has less than about a second of speech
   * @throws IOException if the model refuses the clip
   */
  Optional<SpeakerEmbedding> embed(PcmClip clip) throws IOException;

  /**
   * The similarity at which this model takes as many clips of one speaker for those of two as it
   * takes clips of two for those of one (equal error), for clips of 5 s and more.
   */
  double equalErrorSimilarity();

  @Override
  void close();
}
