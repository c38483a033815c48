package io.rhapsode.mux.deliver;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.publish.FeedAddress;
import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What is made of a book besides its audio and captions.
 *
 * @param epub whether an EPUB is given back with its narration, as media overlays
 * @param daisy whether a talking book of DAISY 2.02 is made
 * @param provenance whether a signed statement says what the files are and what they were made from
 * @param library whether the descriptions are written that Audiobookshelf and other libraries read
 * @param shelf folder of an Audiobookshelf library into which each finished book is put too, with
 *     its descriptions; empty for none
 * @param feed address under which the books' folders will be found, for podcast feeds; empty for
 *     none
 * @param sampleChapter number of the chapter in which the retail sample begins, 0 to 100,000; 0 for
 *     none
 * @param sampleSeconds longest retail sample, 60 to 300 s
 * @param purpose what the books are for, such as "audiobook": the voices of persons speak only for
 *     what they were allowed for; may be empty
 */
public record PublishSettings(
    boolean epub,
    boolean daisy,
    boolean provenance,
    boolean library,
    String shelf,
    String feed,
    int sampleChapter,
    int sampleSeconds,
    String purpose)
    implements Serializable {
  /** The statement alone. */
  public static final PublishSettings DEFAULTS =
      new PublishSettings(false, false, true, false, "", "", 0, 300, "");

  public PublishSettings {
    requireNonNull(shelf, "shelf is null");
    requireNonNull(feed, "feed is null");
    requireNonNull(purpose, "purpose is null");
    requireRange("sampleChapter", sampleChapter, 0, 100_000);
    requireRange("sampleSeconds", sampleSeconds, 60, 300);
    if (!feed.isEmpty()) {
      try {
        new FeedAddress(feed);
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException("feed", e.getMessage());
      }
    }
  }

  /** Whether a book is described for libraries. */
  boolean described() {
    return library || !shelf.isEmpty();
  }

  Optional<FeedAddress> feedAddress() {
    return feed.isEmpty() ? Optional.empty() : Optional.of(new FeedAddress(feed));
  }
}
