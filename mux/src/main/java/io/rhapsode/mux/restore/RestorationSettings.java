package io.rhapsode.mux.restore;

import java.io.Serializable;

/**
 * What is done to takes before they are mastered. Takes that need nothing keep their samples.
 *
 * @param repair whether offsets, clipped peaks, hum and long silences are taken out
 * @param match whether the level and spectrum of the voices, and the level of takes, are brought
 *     nearer to each other
 */
public record RestorationSettings(boolean repair, boolean match) implements Serializable {
  /** Everything. */
  public static final RestorationSettings DEFAULTS = new RestorationSettings(true, true);

  /** Takes as they are. */
  public static final RestorationSettings NONE = new RestorationSettings(false, false);
}
