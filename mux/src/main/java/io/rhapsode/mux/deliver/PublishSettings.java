package io.rhapsode.mux.deliver;

import java.io.Serializable;

/**
 * What is made of a book besides its audio and captions.
 *
 * @param epub whether an EPUB is given back with its narration, as media overlays
 * @param provenance whether a signed statement says what the files are and what they were made from
 */
public record PublishSettings(boolean epub, boolean provenance) implements Serializable {
  /** The statement alone. */
  public static final PublishSettings DEFAULTS = new PublishSettings(false, true);
}
