package io.rhapsode.synth.family.pocket;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.voice.PromptState;
import java.io.IOException;
import java.util.List;

/** The voices made for one model, wherever they are kept. May be called from any thread. */
public interface PocketSpeakers {
  /**
   * Lists the voices; their prompts need not be read for it.
   *
   * @return voices in order of name
   * @throws IOException when they cannot be read
   */
  List<Voice> voices() throws IOException;

  /**
   * Reads a voice's prompt.
   *
   * @param voice one of {@link #voices}
   * @return the prompt, made with the model's weights
   * @throws IOException when it cannot be read, or was made with other weights
   */
  PromptState prompt(Voice voice) throws IOException;
}
