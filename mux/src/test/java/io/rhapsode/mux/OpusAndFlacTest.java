package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.report.BookReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpusAndFlacTest {
  @TempDir Path folder;

  @Test
  void opusCarriesChaptersTagsAndCover() throws IOException {
    Path file = assemble(AudioFormat.OPUS);
    MediaProbe probe = MediaProbe.of(file);
    assertEquals(
        List.of("Eins", "二 & mehr 😀"),
        probe.chapters().stream().map(MediaProbe.Chapter::title).toList());
    assertEquals(3_100, probe.chapters().get(1).startMillis());
    assertEquals("A Test of Books", probe.tags().get("ALBUM"));
    assertEquals("test-voice", probe.tags().get("COMPOSER"));
    assertEquals(2, probe.streams(), "the audio and its cover");
    assertEquals(48_000 * 76 / 10, MediaProbe.decode(file, 48_000).length);
  }

  @Test
  void flacCarriesChaptersTagsCoverAndACueSheet() throws IOException {
    Path file = assemble(AudioFormat.FLAC);
    MediaProbe probe = MediaProbe.of(file);
    assertEquals(
        List.of("Eins", "二 & mehr 😀"),
        probe.chapters().stream().map(MediaProbe.Chapter::title).toList());
    assertEquals(3_100, probe.chapters().get(1).startMillis());
    assertEquals("A Test of Books", probe.tags().get("ALBUM"));
    assertEquals(2, probe.streams(), "the audio and its cover");
    assertEquals(44_100 * 76 / 10, MediaProbe.decode(file, 44_100).length);
    String cue = Files.readString(folder.resolve("out/Book/Book.cue"));
    assertTrue(
        cue.contains(
            "FILE \"Book.flac\" WAVE\n"
                + "  TRACK 01 AUDIO\n    TITLE \"Eins\"\n    INDEX 01 00:00:00\n"
                + "  TRACK 02 AUDIO\n    TITLE \"二 & mehr 😀\"\n    INDEX 01 00:03:07\n"),
        cue);
  }

  private Path assemble(AudioFormat format) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", png);
    book.cover("image/png", png.toByteArray());
    book.chapter("Eins").says("Eins zwei.", TestBook.speechLike(22_050, 2, 1), 400);
    book.chapter("二 & mehr 😀").says("Drei vier.", TestBook.speechLike(22_050, 1.5, 2), 0);
    AssemblySettings settings = Deliveries.of(folder.resolve("out"), format, true);
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return folder.resolve("out/Book/Book." + format.fileExtension());
  }
}
