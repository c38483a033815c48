package io.rhapsode.synth.frame;

import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.util.List;

/** A loaded model with all that it takes to speak with it. May be called from any thread. */
public interface FrameSpeaker extends AutoCloseable {
  /** The model; closed with this. */
  FrameModel model();

  /** How the model wants to be used. */
  GenerationSettings settings();

  /**
   * Cuts a text into what the model speaks in one go.
   *
   * @param text normalised text with at least one letter or digit
   */
  List<Chunk> chunks(String text);

  /**
   * As {@link #chunks(String)}, for models that must be told the language.
   *
   * @param language BCP 47 tag
   */
  default List<Chunk> chunks(String text, String language) {
    return chunks(text);
  }

  /**
   * Puts a voice into the model.
   *
   * @return the voice; the caller closes it, before this
   * @throws IOException when it cannot be read, was made for another model, or was replaced; the
   *     message says which
   */
  FrameVoice openVoice(Voice voice) throws IOException;

  /** Frees the model and what else was opened for it. */
  @Override
  default void close() {
    model().close();
  }
}
