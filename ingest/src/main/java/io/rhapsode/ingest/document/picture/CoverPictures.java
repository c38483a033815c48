package io.rhapsode.ingest.document.picture;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import io.rhapsode.ingest.document.ExtractedCover;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes covers out of pictures. JPEG and PNG that any player shows stay as they are; WebP, GIF,
 * SVG, CMYK, 16-bit and very large pictures become an RGB JPEG.
 */
public final class CoverPictures {
  /** Larger pictures are made smaller: no shop asks for more. In pixels. */
  private static final int LONGEST_SIDE = 3000;

  /** Pictures of more pixels are not unpacked. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final int SVG_HEIGHT = 1600;
  private static final float QUALITY = 0.9f;
  private static final int PROLOGUE = 1024;

  private CoverPictures() {}

  /**
   * The cover that a picture gives.
   *
   * @param name of the picture, for warnings
   * @param warnings takes a line when there is none because the picture is damaged, too large or of
   *     an unknown kind
   */
  public static Optional<ExtractedCover> of(byte[] content, String name, List<String> warnings) {
    try {
      if (isSvg(content)) {
        return Optional.of(jpeg(rendered(content)));
      }
      return Optional.of(picture(content));
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      warnings.add(
          "the cover %s is left out: it is damaged or no picture that can be read (%s)"
              .formatted(name, failure.getMessage()));
      return Optional.empty();
    }
  }

  private static ExtractedCover picture(byte[] content) throws IOException {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IOException("its kind is not known");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new IOException("%d pixels are too many".formatted(pixels));
        }
        return picture(content, reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private static ExtractedCover picture(byte[] content, ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
    ImageReadParam parameters = reader.getDefaultReadParam();
    int step = Math.max(1, longest / (2 * LONGEST_SIDE));
    parameters.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, parameters);
    boolean plain =
        raw != null
            && raw.getNumBands() != 2
            && raw.getNumBands() <= (isPng(content) ? 4 : 3)
            && raw.getBitsPerBand(0) <= Byte.SIZE;
    Optional<ExtractedCover> asItIs =
        plain && longest <= LONGEST_SIDE ? ExtractedCover.recognise(content) : Optional.empty();
    return asItIs.isPresent() ? asItIs.get() : jpeg(image);
  }

  private static boolean isPng(byte[] content) {
    return content.length > 1 && content[1] == 'P';
  }

  private static boolean isSvg(byte[] content) {
    String start =
        new String(content, 0, Math.min(PROLOGUE, content.length), StandardCharsets.ISO_8859_1);
    return start.contains("<svg") || start.contains("<!DOCTYPE svg");
  }

  /** Draws a picture; nothing outside of it is loaded. */
  private static BufferedImage rendered(byte[] svg) throws IOException {
    LoaderContext closed =
        LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL).build();
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(svg), URI.create("svg:/"), closed);
    if (document == null) {
      throw new IOException("the SVG is not well-formed");
    }
    FloatSize size = document.size();
    if (!(size.width > 0) || !(size.height > 0)) {
      throw new IOException("the SVG has no size");
    }
    double scale = Math.min(SVG_HEIGHT / size.height, SVG_HEIGHT / size.width);
    int width = Math.max(1, (int) Math.round(size.width * scale));
    int height = Math.max(1, (int) Math.round(size.height * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas(image);
    document.renderWithPlatform(
        NullPlatformSupport.INSTANCE, graphics, new ViewBox(0, 0, width, height));
    graphics.dispose();
    return image;
  }

  private static ExtractedCover jpeg(BufferedImage image) throws IOException {
    double scale =
        Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas(flat);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var stream = ImageIO.createImageOutputStream(file)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(flat, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return new ExtractedCover(file.toByteArray(), "image/jpeg");
  }

  /** White paper to draw on. */
  private static Graphics2D canvas(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    return graphics;
  }
}
