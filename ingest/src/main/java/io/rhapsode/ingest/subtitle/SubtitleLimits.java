package io.rhapsode.ingest.subtitle;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;

/**
 * What one subtitle file may cost; beyond it the file is given up as too large.
 *
 * @param maximumMebibytes size of the file in MiB of 2^20 bytes, 1 to 1,000
 * @param maximumCues cues in the file, 1 to 10,000,000
 */
public record SubtitleLimits(int maximumMebibytes, int maximumCues) implements Serializable {
  /** Hundreds of times what a long film needs. */
  public static final SubtitleLimits DEFAULTS = new SubtitleLimits(128, 1_500_000);

  private static final int MEBIBYTE_BITS = 20;

  public SubtitleLimits {
    requireRange("maximumMebibytes", maximumMebibytes, 1, 1_000);
    requireRange("maximumCues", maximumCues, 1, 10_000_000);
  }

  /** Size of the file, in bytes. */
  public long maximumBytes() {
    return (long) maximumMebibytes << MEBIBYTE_BITS;
  }
}
