package io.rhapsode.mux.profile;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How a book is divided into files.
 *
 * @param division whether chapters share a file
 * @param mostMinutes a file that would be longer is divided before a chapter, and a chapter that is
 *     longer alone in one of its pauses; 0 to 100,000 minutes, 0 is no limit
 * @param mostMegabytes the same by size, in MB of 10^6 bytes, 0 to 1,000,000; 0 is no limit
 */
public record FileLayout(Division division, int mostMinutes, int mostMegabytes)
    implements Serializable {
  /** How many files a book is. */
  public enum Division {
    /** One, or as few as the limits allow. */
    SINGLE,
    /** One for each chapter. */
    CHAPTERS
  }

  public FileLayout {
    requireNonNull(division, "division is null");
    requireRange("mostMinutes", mostMinutes, 0, 100_000);
    requireRange("mostMegabytes", mostMegabytes, 0, 1_000_000);
  }

  /** Longest file in seconds, at the given bytes of each second; infinity without a limit. */
  public double mostSeconds(double bytesPerSecond) {
    double byTime = mostMinutes == 0 ? Double.POSITIVE_INFINITY : mostMinutes * 60.0;
    double bySize =
        mostMegabytes == 0 ? Double.POSITIVE_INFINITY : mostMegabytes * 1e6 / bytesPerSecond;
    return Math.min(byTime, bySize);
  }
}
