package io.rhapsode.ingest.document;

import java.util.Arrays;
import java.util.Optional;

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

  /** The cover in a JPEG or PNG file, by the marks at its beginning; nothing for other files. */
  public static Optional<ExtractedCover> recognise(byte[] file) {
    if (beginsWith(file, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(new ExtractedCover(file, "image/jpeg"));
    }
    return beginsWith(file, 0x89, 'P', 'N', 'G')
        ? Optional.of(new ExtractedCover(file, "image/png"))
        : Optional.empty();
  }

  private static boolean beginsWith(byte[] file, int... mark) {
    for (int index = 0; index < mark.length; index++) {
      if (index >= file.length || (file[index] & 0xFF) != mark[index]) {
        return false;
      }
    }
    return true;
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
