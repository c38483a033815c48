package io.rhapsode.workflows.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleEpubTest {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final Path COVER = SAMPLES.resolve("src").resolve("cover.png");
  private static final Path EPUB = SAMPLES.resolve("aesop-fables.epub");

  @BeforeAll
  static void writeWhenAsked() throws IOException {
    if (Boolean.getBoolean("rhapsode.samples.write")) {
      ImageIO.write(SampleCover.draw(), "png", COVER.toFile());
      Files.write(EPUB, epub().bytes());
    }
  }

  @Test
  void epubIsMadeOfItsSources() throws IOException {
    assertArrayEquals(epub().bytes(), Files.readAllBytes(EPUB));
  }

  /** Rasterisers differ in the shade of edges, so that single pixels may. */
  @Test
  void coverIsTheDrawing() throws IOException {
    BufferedImage drawn = SampleCover.draw();
    BufferedImage kept = ImageIO.read(COVER.toFile());
    assertEquals(drawn.getWidth(), kept.getWidth());
    assertEquals(drawn.getHeight(), kept.getHeight());
    long different = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        different += redDistance(drawn.getRGB(x, y), kept.getRGB(x, y)) > 64 ? 1 : 0;
      }
    }
    assertTrue(different < 500, different + " pixels differ");
  }

  private static int redDistance(int one, int other) {
    return Math.abs(new Color(one).getRed() - new Color(other).getRed());
  }

  private static SampleEpub epub() {
    return new SampleEpub(SAMPLES.resolve("aesop-fables.md"), SAMPLES.resolve("src"));
  }
}
