package io.rhapsode.mux.cover;

import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.tag.Cover;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A cover as a profile asks for it, as far as it can be made of the one that there is.
 *
 * @param cover the cover, of which not a byte was changed if it fits already
 * @param changes what was done to it, such as "made square"; none if it fits already
 */
public record FittedCover(Cover cover, List<String> changes) {
  /** Beyond this, enlarged covers look worse than shops accept. */
  private static final int MOST_ENLARGED = 4;

  private static final float[] QUALITIES = {0.92f, 0.85f, 0.75f};
  private static final int LEAST_SIDE = 300;

  public FittedCover {
    changes = List.copyOf(changes);
  }

  /** Fits a cover; one that cannot be decoded stays as it is. */
  public static FittedCover of(Cover cover, CoverRule rule) {
    try {
      CoverPicture picture = CoverPicture.decode(cover.bytes());
      List<String> changes = new ArrayList<>();
      CoverPicture fitted = fit(picture, rule, changes);
      if (picture.converted()) {
        changes.add("converted to RGB");
      }
      if (changes.isEmpty() && cover.length() <= rule.mostBytes()) {
        return new FittedCover(cover, List.of());
      }
      return encoded(fitted, rule, changes);
    } catch (IOException e) {
      // The profile's complaint says that its size is unknown.
      return new FittedCover(cover, List.of());
    }
  }

  private static CoverPicture fit(CoverPicture picture, CoverRule rule, List<String> changes) {
    CoverPicture fitted = picture;
    if (rule.square() && fitted.width() != fitted.height()) {
      fitted = fitted.square();
      changes.add("made square");
    }
    int shorter = Math.min(fitted.width(), fitted.height());
    int longer = Math.max(fitted.width(), fitted.height());
    double scale = 1;
    if (shorter < rule.leastPixels()) {
      scale = (double) rule.leastPixels() / shorter;
      if (scale > MOST_ENLARGED) {
        return fitted;
      }
      changes.add("enlarged");
    } else if (rule.mostPixels() > 0 && longer > rule.mostPixels()) {
      scale = (double) rule.mostPixels() / longer;
      changes.add("made smaller");
    }
    return scale == 1
        ? fitted
        : fitted.scaled(
            (int) Math.round(fitted.width() * scale), (int) Math.round(fitted.height() * scale));
  }

  /** As JPEG: at less quality, and then of less pixels, until it is small enough. */
  private static FittedCover encoded(CoverPicture picture, CoverRule rule, List<String> changes)
      throws IOException {
    CoverPicture smaller = picture;
    byte[] bytes = smaller.jpeg(QUALITIES[0]);
    while (bytes.length > rule.mostBytes()) {
      for (int i = 1; i < QUALITIES.length && bytes.length > rule.mostBytes(); i++) {
        bytes = smaller.jpeg(QUALITIES[i]);
      }
      int width = smaller.width() * 3 / 4;
      int height = smaller.height() * 3 / 4;
      if (bytes.length <= rule.mostBytes()
          || Math.min(width, height) < Math.max(LEAST_SIDE, rule.leastPixels())) {
        break;
      }
      smaller = smaller.scaled(width, height);
      bytes = smaller.jpeg(QUALITIES[0]);
    }
    if (changes.isEmpty()) {
      changes.add("made smaller");
    }
    return new FittedCover(
        new Cover("image/jpeg", bytes, smaller.width(), smaller.height()), changes);
  }
}
