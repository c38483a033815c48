package io.rhapsode.mux.profile;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import java.io.Serializable;

/**
 * Silence around the speech of a file.
 *
 * @param headMillis before the first word, 0 to 10,000 ms
 * @param tailMillis after the last word, at least, 0 to 10,000 ms
 * @param roomToneDecibels level of the noise of a quiet room that is added to all of the file, -90
 *     to -65 dB of full scale; 0 or absent for none: pauses are then silent to the bit
 */
public record Silence(int headMillis, int tailMillis, Integer roomToneDecibels)
    implements Serializable {
  private static final int LONGEST_MILLIS = 10_000;

  private static final int FAINTEST = -90;

  /** Shops take up to -60 dB, and codecs add a little. */
  private static final int LOUDEST = -65;

  public Silence {
    requireRange("headMillis", headMillis, 0, LONGEST_MILLIS);
    requireRange("tailMillis", tailMillis, 0, LONGEST_MILLIS);
    roomToneDecibels = roomToneDecibels == null ? 0 : roomToneDecibels;
    if (roomToneDecibels != 0) {
      requireRange("roomToneDecibels", roomToneDecibels, FAINTEST, LOUDEST);
    }
  }

  /** Without room tone. */
  public static Silence of(int headMillis, int tailMillis) {
    return new Silence(headMillis, tailMillis, 0);
  }
}
