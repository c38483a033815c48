package io.rhapsode.synth.listen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.listen.Verdict;
import io.rhapsode.pipeline.speech.Voice;
import java.util.List;

/**
 * Listens to takes. The opinion on a take depends on nothing but the take and what was asked for,
 * so that it is the same in every job. Used by one thread at a time.
 */
public interface Listener extends AutoCloseable {
  /**
   * What signs the verdicts on takes of a voice: it changes with whatever changes a verdict, so
   * that a take is heard again by a better listener and never twice by the same.
   */
  String id(Voice voice);

  /** One opinion on each take, in their order. */
  List<Opinion> listen(List<HeardClip> clips);

  @Override
  default void close() {}

  /**
   * What was heard.
   *
   * @param words when each word of the text is heard; empty where the listener cannot tell
   */
  record Opinion(Verdict verdict, List<WordTime> words) {
    public Opinion {
      requireNonNull(verdict, "verdict is null");
      words = List.copyOf(words);
    }
  }
}
