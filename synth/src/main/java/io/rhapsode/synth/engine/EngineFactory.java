package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.speech.Voice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of engine that can be opened. Asking for its voices must not need the memory that speaking
 * does. May be called from any thread.
 */
public interface EngineFactory {
  /** Id of the engine, such as "espeak-ng". */
  String id();

  /**
   * Whether it computes on the device that the user chooses, as opposed to the processor always.
   */
  default boolean usesDevice() {
    return false;
  }

  /**
   * The voices to choose from, in order of name; none when the engine has nothing to speak with
   * here.
   *
   * @throws IOException when what the engine needs cannot be read
   */
  List<Voice> voices() throws IOException;

  /**
   * A voice by name, also one that is not listed, such as a variant.
   *
   * @return empty when this engine has no such voice
   */
  default Optional<Voice> voice(String name) throws IOException {
    return voices().stream().filter(voice -> voice.name().equals(name)).findFirst();
  }

  /**
   * The voices of a name. There are several when the voice speaks different languages with
   * different models: their languages do not overlap, and the first is the one of {@link #voice}.
   *
   * @return empty when this engine has no such voice
   * @throws IOException when it has one that cannot be used; the message says why
   */
  default List<Voice> realisations(String name) throws IOException {
    return voice(name).stream().toList();
  }

  /**
   * What somebody should know before a long job with a voice of this engine, such as that it will
   * be slow here.
   *
   * @throws IOException when the voice's model cannot be read
   */
  default Optional<String> caution(Voice voice) throws IOException {
    return Optional.empty();
  }

  /**
   * Opens the engine; the caller closes it.
   *
   * @throws IOException when what the engine needs cannot be read
   */
  SpeechEngine open() throws IOException;
}
