package io.rhapsode.ingest.document;

import java.util.Arrays;

/**
 * The cover picture as it stands in the document.
 *
 * @param content the file's bytes
 * @param mediaType "image/jpeg" or "image/png", found from the bytes
 */
public record ExtractedCover(byte[] content, String mediaType) {
  public ExtractedCover {
    content = content.clone();
    if (!mediaType.equals("image/jpeg") && !mediaType.equals("image/png")) {
      throw new IllegalArgumentException("covers are JPEG or PNG, not " + mediaType);
    }
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtractedCover cover
        && mediaType.equals(cover.mediaType)
        && Arrays.equals(content, cover.content);
  }

  @Override
  public int hashCode() {
    return 31 * mediaType.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "ExtractedCover[%s, %d bytes]".formatted(mediaType, content.length);
  }
}
