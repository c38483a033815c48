package io.rhapsode.mux.profile;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;

/**
 * Silence around the speech of a file.
 *
 * @param headMillis before the first word, 0 to 10,000 ms
 * @param tailMillis after the last word, at least, 0 to 10,000 ms
 */
public record Silence(int headMillis, int tailMillis) implements Serializable {
  private static final int LONGEST_MILLIS = 10_000;

  public Silence {
    requireRange("headMillis", headMillis, 0, LONGEST_MILLIS);
    requireRange("tailMillis", tailMillis, 0, LONGEST_MILLIS);
  }
}
