package io.rhapsode.ingest.subtitle;

import java.util.function.Consumer;

/** Reads one format. Implementations may be shared by threads. */
@FunctionalInterface
public interface CueReader {
  /**
   * Hands on the cues of a file in the order of the file.
   *
   * @param warnings what is repaired or left out
   * @throws UnreadableSubtitleException when the file is not of this format
   */
  void read(SubtitleFile file, Warnings warnings, Consumer<DraftCue> cues)
      throws UnreadableSubtitleException;
}
