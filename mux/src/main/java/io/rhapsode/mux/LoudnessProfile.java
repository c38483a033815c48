package io.rhapsode.mux;

import static java.util.Objects.requireNonNull;

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
}
