package io.rhapsode.synth.family;

import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The voices of a family. Each names its model in its parameters under {@link #MODEL}. May be used
 * by several threads.
 */
public interface FrameVoices extends Conditionings {
  /** Key of a voice's parameters: id of its model. */
  String MODEL = "model";

  /**
   * Every usable voice, in order of name; what is wrong with the others is logged.
   *
   * @throws IOException when they cannot be read
   */
  List<Voice> voices() throws IOException;

  /**
   * A voice by name.
   *
   * @return empty if there is none of that name
   * @throws IOException if the voice is there and cannot be used; the message says why
   */
  Optional<Voice> voice(String name) throws IOException;

  /**
   * The voices of a name. There are several when the voice speaks different languages with
   * different models: their languages do not overlap, and the first is the one of {@link #voice}.
   *
   * @return empty when the family has no such voice
   * @throws IOException when it has one that cannot be used; the message says why
   */
  default List<Voice> realisations(String name) throws IOException {
    return voice(name).stream().toList();
  }
}
