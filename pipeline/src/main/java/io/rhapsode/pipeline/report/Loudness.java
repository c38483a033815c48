package io.rhapsode.pipeline.report;

import java.util.List;

/**
 * Loudness of a whole book before and after mastering (ITU-R BS.1770-4, EBU R 128).
 *
 * @param measuredLufs integrated loudness of the unmastered speech, in LUFS
 * @param gainDecibels the gain that was applied, in dB
 * @param targetLufs integrated loudness asked for, in LUFS
 * @param truePeakLimit the ceiling, in dBTP
 * @param files what the files measure, where a book is delivered as one for each chapter
 */
public record Loudness(
    double measuredLufs,
    double gainDecibels,
    double targetLufs,
    double truePeakLimit,
    List<FileLoudness> files) {
  public Loudness {
    files = files == null ? List.of() : List.copyOf(files);
  }
}
