package io.rhapsode.ingest.cast.speaker;

import io.rhapsode.ingest.cast.person.Mention;

/**
 * The narrator's words that tell who says a quotation.
 *
 * @param offset where they stand in the paragraph, in UTF-16 units
 */
record Anchor(Mention mention, Evidence evidence, int offset) {
  /** The same in a scene. */
  Anchor within(int scene) {
    return new Anchor(mention.within(scene), evidence, offset);
  }
}
