package io.rhapsode.mux.tag;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A front cover.
 *
 * @param mediaType "image/jpeg" or "image/png"
 * @param bytes the whole image file; copied in and out
 * @param width in pixels; 0 when unknown
 * @param height in pixels; 0 when unknown
 */
public record Cover(String mediaType, byte[] bytes, int width, int height) {
  public Cover {
    if (!mediaType.equals("image/jpeg") && !mediaType.equals("image/png")) {
      throw new IllegalArgumentException("covers are JPEG or PNG, not " + mediaType);
    }
    bytes = requireNonNull(bytes, "bytes is null").clone();
  }

  /** A cover whose dimensions are read from its bytes. */
  public static Cover of(String mediaType, byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        reader.setInput(in);
        return new Cover(mediaType, bytes, reader.getWidth(0), reader.getHeight(0));
      }
    } catch (IOException e) {
      // The dimensions are informative only, and players decode covers more patiently.
      return new Cover(mediaType, bytes, 0, 0);
    }
    return new Cover(mediaType, bytes, 0, 0);
  }

  /** Size of the image file in bytes. */
  public int length() {
    return bytes.length;
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  public boolean isPng() {
    return mediaType.equals("image/png");
  }

  /** "jpg" or "png". */
  public String fileExtension() {
    return isPng() ? "png" : "jpg";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cover cover
        && cover.mediaType.equals(mediaType)
        && cover.width == width
        && cover.height == height
        && Arrays.equals(cover.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Cover[%s, %d x %d, %d bytes]".formatted(mediaType, width, height, bytes.length);
  }
}
