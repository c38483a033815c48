package io.rhapsode.mux.cover;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A picture of three channels of 8 bits.
 *
 * @param image of type {@link BufferedImage#TYPE_INT_RGB}
 * @param converted whether the file had something else, such as four inks or transparency
 */
record CoverPicture(BufferedImage image, boolean converted) {
  /** Larger pictures are not decoded. */
  private static final long MOST_PIXELS = 60_000_000;

  private static final int INKS = 4;
  private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

  /** Side of the picture whose enlargement is a blur. */
  private static final int BLUR_PIXELS = 6;

  /**
   * Decodes a JPEG or PNG.
   *
   * @throws IOException when it cannot be decoded, or is too large to be
   */
  static CoverPicture decode(byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IIOException("it is no picture of a known format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          throw new IIOException("it has more than %d pixels".formatted(MOST_PIXELS));
        }
        return decode(reader);
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) {
      // What damaged files make of the decoders of the JDK.
      throw new IIOException("it is damaged", e);
    }
  }

  private static CoverPicture decode(ImageReader reader) throws IOException {
    if (reader.canReadRaster()) {
      // A JPEG. The JDK knows no inverted inks.
      Raster raster = reader.readRaster(0, null);
      if (raster.getNumBands() == INKS) {
        return new CoverPicture(fromInks(raster, isTransformed(reader)), true);
      }
    }
    BufferedImage decoded = reader.read(0);
    boolean plain =
        decoded.getColorModel().getNumComponents() == 3
            && decoded.getColorModel().getComponentSize(0) == Byte.SIZE;
    return new CoverPicture(opaque(decoded), !plain);
  }

  /** Whether the inks but black are coded as luminance and chrominance, as Adobe's marker says. */
  private static boolean isTransformed(ImageReader reader) throws IOException {
    Node root = reader.getImageMetadata(0).getAsTree(JPEG_METADATA);
    if (!(root instanceof IIOMetadataNode tree)) {
      return false;
    }
    NodeList markers = tree.getElementsByTagName("app14Adobe");
    return markers.getLength() > 0
        && markers.item(0).getAttributes().getNamedItem("transform").getNodeValue().equals("2");
  }

  /** JPEG files of four inks hold them inverted, as Adobe's programs write them. */
  private static BufferedImage fromInks(Raster raster, boolean transformed) {
    BufferedImage image =
        new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[raster.getWidth() * INKS];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int x = 0; x < raster.getWidth(); x++) {
        int at = x * INKS;
        double luminance = row[at];
        double blueness = row[at + 1] - 128;
        double redness = row[at + 2] - 128;
        // ITU-T T.871, 7.
        int red = transformed ? byteOf(luminance + 1.402 * redness) : row[at];
        int green =
            transformed
                ? byteOf(luminance - 0.344136 * blueness - 0.714136 * redness)
                : row[at + 1];
        int blue = transformed ? byteOf(luminance + 1.772 * blueness) : row[at + 2];
        int light = row[at + 3];
        image.setRGB(x, y, red * light / 255 << 16 | green * light / 255 << 8 | blue * light / 255);
      }
    }
    return image;
  }

  private static int byteOf(double value) {
    return (int) Math.round(Math.max(0, Math.min(255, value)));
  }

  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = opaque.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return opaque;
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** The picture at another size. Halves it as often as it can, so that no detail flickers. */
  CoverPicture scaled(int width, int height) {
    BufferedImage current = image;
    while (current.getWidth() >= 2 * width && current.getHeight() >= 2 * height) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return new CoverPicture(drawn(current, width, height), converted);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pen(drawn);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return drawn;
  }

  private static Graphics2D pen(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    return pen;
  }

  /** The whole picture in the middle of a square, whose rest is filled with a blur of it. */
  CoverPicture square() {
    if (width() == height()) {
      return this;
    }
    int side = Math.max(width(), height());
    BufferedImage blur = scaled(BLUR_PIXELS, BLUR_PIXELS).image();
    BufferedImage square = drawn(blur, side, side);
    Graphics2D pen = pen(square);
    pen.drawImage(image, (side - width()) / 2, (side - height()) / 2, null);
    pen.dispose();
    return new CoverPicture(square, converted);
  }

  /**
   * The picture as JPEG.
   *
   * @param quality 0 to 1
   */
  byte[] jpeg(float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
