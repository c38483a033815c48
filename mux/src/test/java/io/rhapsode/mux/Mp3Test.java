package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.Id3Walker;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp3Test {
  private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

  @TempDir Path folder;

  @Test
  void oneFileAChapterWithItsOwnTitleAndNumber() throws IOException {
    AssemblySettings settings = Deliveries.of(folder.resolve("out"), AudioFormat.MP3, false);
    BookReport report = assemble(settings);
    Path out = folder.resolve("out/Book");
    assertEquals(
        List.of(
            "01 - Of Ships and Sails.mp3",
            "01 - Of Ships and Sails.srt",
            "01 - Of Ships and Sails.vtt",
            "02 - Ναυάγιο.mp3",
            "02 - Ναυάγιο.srt",
            "02 - Ναυάγιο.vtt",
            "cover.jpg"),
        report.files().stream()
            .map(file -> Path.of(file.path()).getFileName().toString())
            .sorted()
            .toList());
    Id3Walker tag = new Id3Walker(Files.readAllBytes(out.resolve("02 - Ναυάγιο.mp3")));
    assertEquals("Ναυάγιο", tag.text("TIT2"));
    assertEquals("2/2", tag.text("TRCK"));
    assertEquals("The Book", tag.text("TALB"));
    assertEquals(List.of(), tag.chapters());
    // Head 700 ms, 1.5 s of speech, the tail of 3 s instead of the pause.
    int samples = 44_100 * 52 / 10;
    assertEquals(samples, MediaProbe.decode(out.resolve("02 - Ναυάγιο.mp3"), 44_100).length);
  }

  @Test
  void tagsAndCoverAndInfoHeader() throws IOException {
    AssemblySettings settings = Deliveries.of(folder.resolve("out"), AudioFormat.MP3, true);
    assemble(settings);
    byte[] file = Files.readAllBytes(folder.resolve("out/Book/Book.mp3"));
    Id3Walker tag = new Id3Walker(file);
    assertEquals("The Book", tag.text("TIT2"));
    assertEquals("Ann Author, Βασίλης Β.", tag.text("TPE1"));
    assertEquals("test-voice", tag.text("TCOM"));
    assertEquals("1719", tag.text("TYER"));
    assertEquals("eng", tag.text("TLAN"));
    assertEquals("Book", tag.text("TSOA"));
    assertEquals("Audiobook; Sea stories", tag.text("TCON"));
    assertEquals("Robinson", tag.userTexts().get("SERIES"));
    assertEquals("2", tag.userTexts().get("SERIES-PART"));
    assertEquals("synthetic", tag.userTexts().get("NARRATION"));
    assertEquals(DigitalSource.ALGORITHMIC.address(), tag.userTexts().get("DIGITALSOURCETYPE"));
    assertTrue(
        new String(tag.content("PRIV"), StandardCharsets.UTF_8)
            .contains(DigitalSource.ALGORITHMIC.address()));
    byte[] cover = tag.content("APIC");
    assertArrayEquals(
        PICTURE, Arrays.copyOfRange(cover, cover.length - PICTURE.length, cover.length));
    // An MPEG-1 layer III mono frame has 21 bytes before the header of constant bit rate.
    String mark = new String(file, tag.bytes() + 21, 4, StandardCharsets.US_ASCII);
    assertEquals("Info", mark);
    assertConstantBitRate(file, tag.bytes());
  }

  /** Walks the frames: 192 kbit/s at 44.1 kHz are 626 or 627 bytes each. */
  private static void assertConstantBitRate(byte[] file, int start) {
    int position = start;
    int frames = 0;
    while (position + 4 <= file.length) {
      assertEquals(0xFF, file[position] & 0xFF, "sync at " + position);
      assertEquals(0xB0, file[position + 2] & 0xF0, "bit rate index of frame " + frames);
      position += 144 * 192_000 / 44_100 + ((file[position + 2] & 2) >> 1);
      frames++;
    }
    assertEquals(file.length, position);
    assertTrue(frames > 100, frames + " frames");
  }

  private BookReport assemble(AssemblySettings settings) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    BookMetadata metadata =
        new BookMetadata(
            "The Book",
            Optional.of("A subtitle"),
            List.of("Ann Author", "Βασίλης Β."),
            "en-GB",
            Optional.of("Publisher"),
            Optional.of("1719-04-25"),
            Optional.of("About a ship."),
            Optional.of("Robinson"),
            Optional.of("2"),
            Optional.of("9780000000002"),
            Optional.empty(),
            List.of("Sea stories"));
    book.metadata(metadata).cover("image/jpeg", PICTURE);
    book.chapter("Of Ships / and: Sails").says("A ship.", TestBook.speechLike(24_000, 2, 1), 500);
    book.chapter("Ναυάγιο").says("A wreck.", TestBook.speechLike(22_050, 1.5, 2), 2_000);
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return report;
  }
}
