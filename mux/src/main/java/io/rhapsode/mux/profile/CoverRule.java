package io.rhapsode.mux.profile;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a cover has to be.
 *
 * @param embedded whether the cover is put into the audio files, and not only beside them
 * @param leastPixels shortest side, 0 to 10,000 pixels; 0 is no limit
 * @param mostPixels longest side, 0 to 10,000 pixels; 0 is no limit
 * @param square whether both sides are to be equally long
 * @param mostMegabytes largest image that is embedded, 1 to 100 MB of 10^6 bytes
 */
public record CoverRule(
    boolean embedded, int leastPixels, int mostPixels, boolean square, int mostMegabytes)
    implements Serializable {
  /** Larger pictures make players stumble. */
  public static final CoverRule USUAL = new CoverRule(true, 0, 0, false, 5);

  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  public CoverRule {
    requireRange("leastPixels", leastPixels, 0, 10_000);
    requireRange("mostPixels", mostPixels, 0, 10_000);
    if (mostPixels > 0 && mostPixels < leastPixels) {
      throw new InvalidSettingException(
          "mostPixels", "is %d, less than leastPixels".formatted(mostPixels));
    }
    requireRange("mostMegabytes", mostMegabytes, 1, 100);
  }

  /**
   * What is wrong with a cover.
   *
   * @param width in pixels; 0 when unknown or when there is no cover
   * @param height in pixels; 0 when unknown or when there is no cover
   */
  public Optional<String> complaint(int width, int height) {
    boolean small = Math.min(width, height) < leastPixels;
    if (!small && (!square || width == height)) {
      return Optional.empty();
    }
    return Optional.of(
        "the cover is %s; make it %sat least %d pixels on each side"
            .formatted(
                width == 0
                    ? "missing or of unknown size"
                    : "%d x %d pixels".formatted(width, height),
                square ? "square and " : "",
                leastPixels));
  }

  /** Whether shops ask for a picture of its own, beside that in the files. */
  public boolean shaped() {
    return square || leastPixels > 0;
  }

  public int mostBytes() {
    return mostMegabytes * BYTES_PER_MEGABYTE;
  }
}
