package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

/**
 * A cover, kept in the blob store.
 *
 * @param blob address in the blob store
 * @param mediaType "image/jpeg" or "image/png"
 */
public record CoverImage(String blob, String mediaType) {
  public CoverImage {
    requireNonNull(blob, "blob is null");
    if (!mediaType.equals("image/jpeg") && !mediaType.equals("image/png")) {
      throw new IllegalArgumentException("covers are JPEG or PNG, not " + mediaType);
    }
  }
}
