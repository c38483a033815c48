package io.rhapsode.mux.deliver;

import java.io.Serializable;

/**
 * What is made of a book besides its audio and captions.
 *
 * @param epub whether an EPUB is given back with its narration, as media overlays
 */
public record PublishSettings(boolean epub) implements Serializable {
  /** Nothing. */
  public static final PublishSettings DEFAULTS = new PublishSettings(false);
}
