package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was made of the subtitles of one language.
 *
 * @param language BCP 47 tag
 * @param originalDialogueLufs loudness of what is heard of the original while somebody speaks, in
 *     LUFS; -120 where there is no original
 * @param dialogueLufs loudness of the new dialogue, in LUFS
 * @param mixLufs integrated loudness of the whole track, in LUFS
 * @param truePeakDbtp true peak of the whole track, in dBTP
 * @param bedSpeechDecibels how much the bed is turned down while somebody speaks, in dB, 0 or less
 * @param flagged how many lines do not fit
 * @param lines what became of each line, in order
 */
public record DubbedLanguage(
    String language,
    double originalDialogueLufs,
    double dialogueLufs,
    double mixLufs,
    double truePeakDbtp,
    double bedSpeechDecibels,
    int flagged,
    List<DubbedLine> lines) {
  public DubbedLanguage {
    requireNonNull(language, "language is null");
    lines = List.copyOf(lines);
  }
}
