package io.rhapsode.workflows.bench;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.function.Consumer;

/** What is listened to. May be asked by any number of threads at once. */
@FunctionalInterface
public interface SpeechSource {
  /**
   * Has a text spoken, and waits for its end.
   *
   * @param sound gets each piece of sound when it is there
   * @throws IOException when it is refused or breaks off; the message says why
   */
  void speak(String text, Consumer<PcmClip> sound) throws IOException;
}
