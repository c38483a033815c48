package io.rhapsode.mux.profile;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.report.FileLoudness;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a delivered file measures (ITU-R BS.1770-4, EBU R 128).
 *
 * @param name what users call it
 * @param targetLufs integrated loudness, -40 to -5 LUFS
 * @param truePeakLimitDbtp ceiling of the true peak, -20 to 0 dBTP
 */
public record LoudnessProfile(String name, double targetLufs, double truePeakLimitDbtp)
    implements Serializable {
  /** Inside the ACX window: RMS -23 to -18 dB, peak below -3 dB. */
  public static final LoudnessProfile AUDIOBOOK = new LoudnessProfile("audiobook", -20, -3.5);

  /** What podcast platforms ask for. */
  public static final LoudnessProfile PODCAST = new LoudnessProfile("podcast", -16, -1.5);

  /** EBU R 128. */
  public static final LoudnessProfile BROADCAST = new LoudnessProfile("broadcast", -23, -1);

  /** The window of ACX for the root mean square of a file, in dB. */
  private static final double LEAST_AUDIOBOOK_RMS = -23;

  private static final double MOST_AUDIOBOOK_RMS = -18;

  /** By how much true-peak meters may differ (EBU Tech 3341), in dB. */
  private static final double PEAK_TOLERANCE = 0.2;

  public LoudnessProfile {
    requireNonNull(name, "name is null");
    if (!(targetLufs >= -40 && targetLufs <= -5)) {
      throw new IllegalArgumentException("target is not -40 to -5 LUFS: " + targetLufs);
    }
    if (!(truePeakLimitDbtp >= -20 && truePeakLimitDbtp <= 0)) {
      throw new IllegalArgumentException("true peak limit is not -20 to 0: " + truePeakLimitDbtp);
    }
  }

  /** The profiles that have a name. */
  public static List<LoudnessProfile> presets() {
    return List.of(AUDIOBOOK, PODCAST, BROADCAST);
  }

  public static Optional<LoudnessProfile> preset(String name) {
    return presets().stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /** What is wrong with a file by this profile; empty when nothing is. */
  public Optional<String> complaint(FileLoudness file) {
    double rms = file.rootMeanSquareDecibels();
    if (equals(AUDIOBOOK) && (rms < LEAST_AUDIOBOOK_RMS || rms > MOST_AUDIOBOOK_RMS)) {
      return Optional.of(
          "'%s' has an RMS of %.1f dB, outside the %.0f to %.0f dB that audiobook shops ask for"
              .formatted(file.file(), rms, LEAST_AUDIOBOOK_RMS, MOST_AUDIOBOOK_RMS));
    }
    if (file.truePeakDbtp() > truePeakLimitDbtp + PEAK_TOLERANCE) {
      return Optional.of(
          "'%s' has a true peak of %.1f dBTP, above the %.1f dBTP of the profile '%s'"
              .formatted(file.file(), file.truePeakDbtp(), truePeakLimitDbtp, name));
    }
    return Optional.empty();
  }
}
