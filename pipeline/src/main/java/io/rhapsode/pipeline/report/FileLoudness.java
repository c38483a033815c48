package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

/**
 * What a delivered audio file measures once it is decoded again (ITU-R BS.1770-4).
 *
 * @param file name of the file
 * @param integratedLufs integrated loudness, in LUFS
 * @param rootMeanSquareDecibels root mean square over all of it, silence included, in dB relative
 *     to full scale
 * @param truePeakDbtp true peak, in dBTP
 */
public record FileLoudness(
    String file, double integratedLufs, double rootMeanSquareDecibels, double truePeakDbtp) {
  public FileLoudness {
    requireNonNull(file, "file is null");
  }
}
