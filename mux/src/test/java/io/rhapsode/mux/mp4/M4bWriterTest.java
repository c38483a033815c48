package io.rhapsode.mux.mp4;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.pipeline.book.BookMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M4bWriterTest {
  private static final Path FULL_DEVICE = Path.of("/dev/full");

  @TempDir Path folder;

  @Test
  void leavesNothingBehindOnAFullDisk() throws IOException {
    assumeTrue(Files.exists(FULL_DEVICE), "needs the device of Linux that is always full");
    Path media = Files.createSymbolicLink(folder.resolve("book.m4b.partial.media"), FULL_DEVICE);

    float[] noise = new float[20 * 44_100];
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    BookTags tags =
        new BookTags(BookMetadata.untold("Full", "en"), "", "", "", DigitalSource.ALGORITHMIC);

    assertThrows(
        IOException.class,
        () -> {
          try (M4bWriter writer =
              new M4bWriter(folder.resolve("book.m4b.partial"), ChannelLayout.MONO, 44_100, 64)) {
            writer.mono().accept(noise, 0, noise.length);
            writer.finish(List.of(new ChapterTime("One", 0, 20_000)), tags, Optional.empty());
          }
        });

    assertFalse(Files.exists(media, LinkOption.NOFOLLOW_LINKS));
  }
}
