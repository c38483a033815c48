package io.rhapsode.pipeline.dub.timing;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;

/**
 * What may be done to a line so that it fits.
 *
 * @param leastPacePercent slowest pace that a voice is asked for where a line is shorter than its
 *     cue, in percent of its own, 92 to 100; 100 leaves such lines as they are
 * @param mostPacePercent quickest pace that a voice is asked for, in percent of its own, 100 to 115
 * @param mostStretch largest factor by which a take is made shorter, 1 to 1.25
 * @param earlyMillis how much before its cue a line may begin while nobody speaks, 0 to 500
 * @param guardMillis silence that is kept before the next cue, 0 to 500
 */
public record TimingLimits(
    int leastPacePercent, int mostPacePercent, double mostStretch, int earlyMillis, int guardMillis)
    implements Serializable {
  public static final TimingLimits DEFAULTS = new TimingLimits(100, 115, 1.15, 150, 50);

  public TimingLimits {
    requireRange("leastPacePercent", leastPacePercent, 92, 100);
    requireRange("mostPacePercent", mostPacePercent, 100, 115);
    requireRange("earlyMillis", earlyMillis, 0, 500);
    requireRange("guardMillis", guardMillis, 0, 500);
    if (!(mostStretch >= 1 && mostStretch <= 1.25)) {
      throw new InvalidSettingException(
          "mostStretch", "is %s, not 1 to 1.25".formatted(mostStretch));
    }
  }
}
