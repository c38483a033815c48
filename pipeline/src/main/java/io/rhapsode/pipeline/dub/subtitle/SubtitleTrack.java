package io.rhapsode.pipeline.dub.subtitle;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Cues of one language.
 *
 * @param language BCP 47 tag
 * @param cues in order of their start; each has its place in the list as its ordinal
 * @param warnings one line for everything that was repaired or left out, naming where it stands
 */
public record SubtitleTrack(String language, List<Cue> cues, List<String> warnings) {
  public SubtitleTrack {
    requireNonNull(language, "language is null");
    cues = List.copyOf(cues);
    warnings = List.copyOf(warnings);
    long start = 0;
    for (int i = 0; i < cues.size(); i++) {
      if (cues.get(i).ordinal() != i || cues.get(i).startMillis() < start) {
        throw new IllegalArgumentException("cue %d is out of order".formatted(i));
      }
      start = cues.get(i).startMillis();
    }
  }
}
