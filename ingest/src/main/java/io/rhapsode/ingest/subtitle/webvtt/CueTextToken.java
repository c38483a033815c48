package io.rhapsode.ingest.subtitle.webvtt;

import java.util.List;

/** What cue text is made of. */
sealed interface CueTextToken {
  /** Characters, with references resolved. */
  record Text(String text) implements CueTextToken {}

  /**
   * The begin of an element.
   *
   * @param name possibly empty
   * @param annotation possibly empty
   */
  record Start(String name, List<String> classes, String annotation) implements CueTextToken {}

  /** The end of an element. */
  record End(String name) implements CueTextToken {}

  /** A time, as it is written. */
  record Timestamp(String written) implements CueTextToken {}
}
