package io.rhapsode.pipeline.report.audio;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How the audio of one delivery profile was made.
 *
 * @param profile name of the profile
 * @param gainDecibels the gain that was applied, in dB
 * @param targetLufs integrated loudness asked for, in LUFS
 * @param truePeakLimitDbtp the ceiling, in dBTP
 * @param files what the files measure, where the profile limits it
 */
public record DeliveryReport(
    String profile,
    double gainDecibels,
    double targetLufs,
    double truePeakLimitDbtp,
    List<AudioFigures> files) {
  public DeliveryReport {
    requireNonNull(profile, "profile is null");
    files = List.copyOf(files);
  }
}
