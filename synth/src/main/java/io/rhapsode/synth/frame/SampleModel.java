package io.rhapsode.synth.frame;

import io.rhapsode.synth.compute.demand.ModelDemand;
import java.util.List;
import java.util.Optional;

/**
 * A model with made-up weights, for measurements; what it says is noise that never ends by itself.
 */
public interface SampleModel extends AutoCloseable {
  /** Which sizes. */
  enum Size {
    /** Those of the published model. */
    PUBLISHED,
    /** So small that a thousand utterances are a matter of seconds. */
    TINY
  }

  /**
   * Work beside speaking that is worth measuring, such as making a voice.
   *
   * @param name in a few words
   */
  record Work(String name, Runnable run) {}

  /** The model; closed with this. */
  FrameModel model();

  /** A voice of it; closed with this. */
  FrameVoice voice();

  /**
   * Something to say.
   *
   * @param tokens length of the text
   * @param frames length of the speech
   */
  Chunk chunk(int tokens, int frames);

  /** What the model asks of a device; empty where that is not worth asking. */
  default Optional<ModelDemand> demand() {
    return Optional.empty();
  }

  /** What else to measure; run once to warm up and once to measure. */
  default List<Work> work() {
    return List.of();
  }

  /** Frees the voice and the model. */
  @Override
  default void close() {
    voice().close();
    model().close();
  }
}
