package io.rhapsode.pipeline.dub.timing;

import java.io.Serializable;

/**
 * What may be done to a line so that it fits.
 *
 * @param mostPacePercent quickest pace that a voice is asked for, in percent of its own, 100 to 115
 * @param mostStretch largest factor by which a take is made shorter, 1 to 1.25
 * @param earlyMillis how much before its cue a line may begin while nobody speaks, 0 to 500
 * @param guardMillis silence that is kept before the next cue, 0 to 500
 */
public record TimingLimits(
    int mostPacePercent, double mostStretch, int earlyMillis, int guardMillis)
    implements Serializable {
  public static final TimingLimits DEFAULTS = new TimingLimits(115, 1.15, 150, 50);

  public TimingLimits {
    if (mostPacePercent < 100 || mostPacePercent > 115) {
      throw new IllegalArgumentException("pace is not 100 to 115 %: " + mostPacePercent);
    }
    if (!(mostStretch >= 1 && mostStretch <= 1.25)) {
      throw new IllegalArgumentException("stretch is not 1 to 1.25: " + mostStretch);
    }
    if (earlyMillis < 0 || earlyMillis > 500 || guardMillis < 0 || guardMillis > 500) {
      throw new IllegalArgumentException(
          "%d ms early or %d ms of guard is not 0 to 500".formatted(earlyMillis, guardMillis));
    }
  }

  public TimingLimits withMostStretch(double stretch) {
    return new TimingLimits(mostPacePercent, stretch, earlyMillis, guardMillis);
  }
}
