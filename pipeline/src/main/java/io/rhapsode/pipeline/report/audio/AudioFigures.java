package io.rhapsode.pipeline.report.audio;

import static java.util.Objects.requireNonNull;

/**
 * What an audio file measures once it is decoded again (ITU-R BS.1770-4, EBU Tech 3342). Figures in
 * dB are relative to full scale; -120 stands for silence.
 *
 * @param file name of the file
 * @param seconds length of the audio
 * @param integratedLufs integrated loudness, in LUFS
 * @param loudnessRangeLu loudness range, in LU
 * @param rootMeanSquareDecibels root mean square over all of it, silence included, in dB
 * @param samplePeakDecibels largest sample, in dB
 * @param truePeakDbtp true peak, in dBTP
 * @param noiseFloorDecibels root mean square of the quietest half second, in dB
 * @param headSeconds silence before the first sound
 * @param tailSeconds silence after the last sound
 */
public record AudioFigures(
    String file,
    double seconds,
    double integratedLufs,
    double loudnessRangeLu,
    double rootMeanSquareDecibels,
    double samplePeakDecibels,
    double truePeakDbtp,
    double noiseFloorDecibels,
    double headSeconds,
    double tailSeconds) {
  public AudioFigures {
    requireNonNull(file, "file is null");
  }
}
