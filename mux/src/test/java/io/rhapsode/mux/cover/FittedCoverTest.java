package io.rhapsode.mux.cover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.profile.CoverRule;
import io.rhapsode.mux.tag.Cover;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FittedCoverTest {
  private static final CoverRule SHOP = new CoverRule(true, 240, 300, true, 5);

  @Test
  void aCoverThatFitsIsLeftAlone() throws IOException {
    Cover cover = png(image(250, 250, BufferedImage.TYPE_INT_RGB));
    FittedCover fitted = FittedCover.of(cover, SHOP);
    assertSame(cover, fitted.cover());
    assertEquals(List.of(), fitted.changes());
  }

  @Test
  void aTallCoverIsWholeInTheMiddleOfASquare() throws IOException {
    FittedCover fitted = FittedCover.of(png(image(160, 250, BufferedImage.TYPE_INT_RGB)), SHOP);
    assertEquals(List.of("made square"), fitted.changes());
    BufferedImage square = read(fitted.cover());
    assertEquals(250, square.getWidth());
    assertEquals(250, square.getHeight());
    assertColour(0xC02020, square, 50, 2);
    assertColour(0x2020C0, square, 199, 247);
    assertTrue(SHOP.complaint(fitted.cover().width(), fitted.cover().height()).isEmpty());
  }

  @Test
  void aSmallCoverIsEnlargedAndALargeOneMadeSmaller() throws IOException {
    FittedCover small = FittedCover.of(png(image(90, 60, BufferedImage.TYPE_INT_RGB)), SHOP);
    assertEquals(List.of("made square", "enlarged"), small.changes());
    assertEquals(240, small.cover().width());
    assertEquals(240, read(small.cover()).getHeight());
    FittedCover large = FittedCover.of(png(image(700, 700, BufferedImage.TYPE_INT_RGB)), SHOP);
    assertEquals(List.of("made smaller"), large.changes());
    assertEquals(300, read(large.cover()).getWidth());
  }

  @Test
  void aThumbnailIsNotBlownUp() throws IOException {
    FittedCover fitted = FittedCover.of(png(image(40, 40, BufferedImage.TYPE_INT_RGB)), SHOP);
    assertEquals(40, fitted.cover().width());
    assertTrue(SHOP.complaint(40, 40).isPresent());
  }

  @Test
  void transparencyAndGreyBecomeRgb() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY}) {
      FittedCover fitted = FittedCover.of(png(image(250, 250, type)), SHOP);
      assertEquals(List.of("converted to RGB"), fitted.changes());
      assertEquals("image/jpeg", fitted.cover().mediaType());
      assertEquals(3, read(fitted.cover()).getColorModel().getNumComponents());
    }
  }

  @Test
  void fourInksBecomeRgb() throws IOException {
    byte[] bytes = inks();
    FittedCover fitted = FittedCover.of(Cover.of("image/jpeg", bytes), SHOP);
    assertEquals(List.of("converted to RGB"), fitted.changes());
    // No cyan, 40 of 255 left without magenta and yellow, 200 of 255 without black.
    assertColour(200 << 16 | 31 << 8 | 31, read(fitted.cover()), 100, 100);
  }

  @Test
  void inksThatAreCodedAsLuminanceAndChrominanceBecomeRgb() throws IOException {
    byte[] bytes = inks();
    // The byte after the version and the flags of Adobe's marker: 2 is YCCK.
    bytes[indexOf(bytes, "Adobe") + 11] = 2;
    FittedCover fitted = FittedCover.of(Cover.of("image/jpeg", bytes), SHOP);
    // 255, 40 and 40 as luminance and chrominance are 132, 255 and 99.
    assertColour(103 << 16 | 200 << 8 | 78, read(fitted.cover()), 100, 100);
  }

  @Test
  void whatHasTooManyBytesIsCodedAnewAndKeepsItsShape() throws IOException {
    BufferedImage noise = new BufferedImage(1_400, 1_400, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 1_400 * 1_400; i++) {
      noise.setRGB(i % 1_400, i / 1_400, random.nextInt());
    }
    CoverRule rule = new CoverRule(true, 600, 0, true, 1);
    FittedCover fitted = FittedCover.of(png(noise), rule);
    assertEquals(List.of("made smaller"), fitted.changes());
    assertTrue(fitted.cover().length() <= 1_000_000, fitted.toString());
    assertTrue(fitted.cover().width() >= 600, fitted.toString());
    assertEquals(fitted.cover().width(), read(fitted.cover()).getWidth());
  }

  @Test
  void whatIsNoPictureStaysAsItIs() {
    Cover cover = Cover.of("image/jpeg", new byte[] {1, 2, 3});
    assertSame(cover, FittedCover.of(cover, SHOP).cover());
  }

  /** Red above, blue below. */
  private static BufferedImage image(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xFF000000 | (y < height / 2 ? 0xC02020 : 0x2020C0));
      }
    }
    return image;
  }

  private static Cover png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Cover.of("image/png", bytes.toByteArray());
  }

  /** A picture of one colour in four inks, as Adobe's programs write it. */
  private static byte[] inks() throws IOException {
    try (InputStream in = FittedCoverTest.class.getResourceAsStream("/covers/four-inks.jpg")) {
      return in.readAllBytes();
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static BufferedImage read(Cover cover) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(cover.bytes()));
  }

  private static void assertColour(int expected, BufferedImage image, int x, int y) {
    int found = image.getRGB(x, y);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertEquals(expected >> shift & 255, found >> shift & 255, 12, "at " + x + ", " + y);
    }
  }
}
