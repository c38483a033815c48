package io.rhapsode.ingest.document.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.ExtractedCover;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CoverPicturesTest {
  /** A WebP picture of one pixel. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  private final List<String> warnings = new ArrayList<>();

  @Test
  void whatPlayersShowStaysAsItIs() throws IOException {
    for (String format : List.of("png", "jpeg")) {
      byte[] picture = picture(format, 40, 60, BufferedImage.TYPE_INT_RGB);
      assertArrayEquals(picture, cover(picture).orElseThrow().content());
    }
  }

  @Test
  void otherKindsBecomeJpeg() throws IOException {
    byte[] gif = picture("gif", 40, 60, BufferedImage.TYPE_BYTE_INDEXED);
    assertSize(40, 60, cover(gif).orElseThrow());
    assertSize(1, 1, cover(Base64.getDecoder().decode(WEBP)).orElseThrow());
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='40'>"
            + "<rect width='30' height='40' fill='#cc0000'/></svg>";
    BufferedImage drawn = assertSize(1200, 1600, cover(svg.getBytes(UTF_8)).orElseThrow());
    int red = drawn.getRGB(600, 800);
    assertTrue((red >> 16 & 0xFF) > 0xC0 && (red & 0xFF) < 0x10, Integer.toHexString(red));
    assertEquals(List.of(), warnings);
  }

  @Test
  void aSvgLoadsNothingFromOutside() {
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
            + " width='30' height='40'><image width='30' height='40'"
            + " xlink:href='file:///etc/hostname'/></svg>";
    assertTrue(cover(svg.getBytes(UTF_8)).isPresent());
  }

  @Test
  void aLargePictureIsMadeSmaller() throws IOException {
    byte[] picture = picture("png", 4000, 6200, BufferedImage.TYPE_BYTE_BINARY);
    assertSize(1935, 3000, cover(picture).orElseThrow());
  }

  @Test
  void aDamagedPictureCostsTheCoverOnly() throws IOException {
    byte[] picture = picture("png", 400, 600, BufferedImage.TYPE_INT_RGB);
    assertEquals(Optional.empty(), cover(Arrays.copyOf(picture, picture.length / 2)));
    assertEquals(Optional.empty(), cover("no picture".getBytes(UTF_8)));
    assertEquals(2, warnings.size());
    assertTrue(warnings.get(1).startsWith("the cover c.png is left out"), warnings.get(1));
  }

  private Optional<ExtractedCover> cover(byte[] content) {
    return CoverPictures.of(content, "c.png", warnings);
  }

  private static BufferedImage assertSize(int width, int height, ExtractedCover cover)
      throws IOException {
    assertEquals("image/jpeg", cover.mediaType());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(cover.content()));
    assertEquals(width, image.getWidth());
    assertEquals(height, image.getHeight());
    assertEquals(3, image.getColorModel().getNumComponents());
    return image;
  }

  private static byte[] picture(String format, int width, int height, int type) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int row = 0; row < height; row += 7) {
      for (int column = 0; column < width; column++) {
        image.setRGB(column, row, 0xFF000000 | (row * 31 + column) * 2654435);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, format, file);
    return file.toByteArray();
  }
}
