package io.rhapsode.mux.deliver;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.publish.FeedAddress;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What is made of a book besides its audio and captions.
 *
 * @param epub whether an EPUB is given back with its narration, as media overlays
 * @param provenance whether a signed statement says what the files are and what they were made from
 * @param library whether the descriptions are written that Audiobookshelf and other libraries read
 * @param feed address under which the books' folders will be found, for podcast feeds; empty for
 *     none
 */
public record PublishSettings(boolean epub, boolean provenance, boolean library, String feed)
    implements Serializable {
  /** The statement alone. */
  public static final PublishSettings DEFAULTS = new PublishSettings(false, true, false, "");

  public PublishSettings {
    requireNonNull(feed, "feed is null");
    if (!feed.isEmpty()) {
      try {
        new FeedAddress(feed);
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException("feed", e.getMessage());
      }
    }
  }

  Optional<FeedAddress> feedAddress() {
    return feed.isEmpty() ? Optional.empty() : Optional.of(new FeedAddress(feed));
  }
}
