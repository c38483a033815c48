package io.rhapsode.mux.profile;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;

/**
 * What speech is mastered to (ITU-R BS.1770-4, EBU R 128).
 *
 * @param targetLufs integrated loudness, -40 to -5 LUFS
 * @param truePeakLimitDbtp ceiling of the true peak, -20 to 0 dBTP
 */
public record LoudnessTarget(double targetLufs, double truePeakLimitDbtp) implements Serializable {
  public LoudnessTarget {
    requireRange("targetLufs", targetLufs, -40, -5);
    requireRange("truePeakLimitDbtp", truePeakLimitDbtp, -20, 0);
  }

  private static void requireRange(String component, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidSettingException(
          component, "is %s, not %d to %d".formatted(value, least, most));
    }
  }
}
