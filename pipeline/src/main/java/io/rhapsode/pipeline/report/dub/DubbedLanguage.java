package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was made of the subtitles of one language.
 *
 * @param language BCP 47 tag
 * @param flagged how many lines do not fit
 * @param lines what became of each line, in order
 */
public record DubbedLanguage(
    String language, DubLoudness loudness, int flagged, List<DubbedLine> lines) {
  public DubbedLanguage {
    requireNonNull(language, "language is null");
    requireNonNull(loudness, "loudness is null");
    lines = List.copyOf(lines);
  }
}
