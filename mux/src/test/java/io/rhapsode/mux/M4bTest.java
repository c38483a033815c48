package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.mux.testing.AtomWalker;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.report.BookReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M4bTest {
  private static final String LONG_TITLE = "Ω".repeat(200);

  @TempDir Path folder;

  @Test
  void writesBothKindsOfChaptersBeforeTheAudio() throws IOException {
    Path file = assemble(book());
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    assertEquals(List.of("ftyp", "moov", "uuid", "mdat"), atoms.topTypes());
    assertEquals(0x4D344220, atoms.content(atoms.one("ftyp")).getInt(), "major brand 'M4B '");
    assertEquals(List.of("One", "Δύο", LONG_TITLE), atoms.textTrackTitles());
    assertEquals(List.of(3_400, 3_400, 4_000), atoms.textTrackMillis());
    // 255 bytes would end within the 128th letter of two bytes.
    assertEquals(
        Map.of("One", 0L, "Δύο", 34_000_000L, "Ω".repeat(127), 68_000_000L), atoms.neroChapters());
    assertEquals(
        List.of(
            new MediaProbe.Chapter("One", 0, 3_400),
            new MediaProbe.Chapter("Δύο", 3_400, 6_800),
            new MediaProbe.Chapter(LONG_TITLE, 6_800, 10_800)),
        MediaProbe.of(file).chapters());
  }

  @Test
  void refersFromTheAudioToTheChaptersAndSkipsThePriming() throws IOException {
    Path file = assemble(book());
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    ByteBuffer reference = atoms.content(atoms.within(atoms.audioTrack(), "tref/chap"));
    ByteBuffer header = atoms.content(atoms.within(atoms.chapterTrack(), "tkhd"));
    assertEquals(header.getInt(12), reference.getInt(0), "track id of the chapters");
    assertEquals(2, header.getInt(0), "the chapter track is not enabled");
    ByteBuffer edit = atoms.content(atoms.within(atoms.audioTrack(), "edts/elst"));
    assertEquals(10_800, edit.getInt(8), "length in milliseconds");
    assertEquals(1_024, edit.getInt(12), "priming of the encoder");
    ByteBuffer media = atoms.content(atoms.within(atoms.audioTrack(), "mdia/mdhd"));
    assertEquals(44_100, media.getInt(12));
    assertEquals(44_100 * 108 / 10 + 1_024, media.getInt(16), "signal and priming");
    assertEquals(0, media.getInt(4), "no creation time");
    // FFmpeg decodes whole access units, whatever the container says about the last one.
    int decoded = MediaProbe.decode(file, 44_100).length;
    assertTrue(decoded >= 476_280 && decoded < 476_280 + 1_024, "decoded " + decoded);
  }

  @Test
  void carriesAllTagsAndTheCover() throws IOException {
    byte[] picture = picture();
    Path file = assemble(book().metadata(metadata()).cover("image/jpeg", picture));
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    assertEquals("Robinson Crusoe", atoms.tag("©nam"));
    assertEquals("Robinson Crusoe", atoms.tag("©alb"));
    assertEquals("Daniel Defoe, N. C. Wyeth", atoms.tag("©ART"));
    assertEquals("Daniel Defoe, N. C. Wyeth", atoms.tag("aART"));
    assertEquals("test-voice", atoms.tag("©wrt"));
    assertEquals("Audiobook; Sea stories; Castaways", atoms.tag("©gen"));
    assertEquals("1719-04-25", atoms.tag("©day"));
    assertEquals("A ship sinks.", atoms.tag("ldes"));
    assertEquals("A ship sinks.\n\nNarrated by a synthetic voice", atoms.tag("©cmt"));
    assertEquals("Islands #2", atoms.tag("©grp"));
    ByteBuffer kind = atoms.content(atoms.one("moov/udta/meta/ilst/stik/data"));
    assertEquals(2, kind.get(8), "media kind audiobook");
    assertEquals(
        Map.of(
            "DIGITALSOURCETYPE", DigitalSource.ALGORITHMIC.address(),
            "NARRATOR", "test-voice",
            "PUBLISHER", "W. Taylor",
            "SUBTITLE", "Of York, Mariner",
            "SERIES", "Islands",
            "SERIES-PART", "2",
            "LANGUAGE", "en-GB",
            "ISBN", "9780000000002",
            "NARRATION", "synthetic"),
        atoms.freeformTags());
    ByteBuffer cover = atoms.content(atoms.one("moov/udta/meta/ilst/covr/data"));
    assertEquals(13, cover.getInt(0), "JPEG");
    byte[] embedded = new byte[cover.capacity() - 8];
    cover.get(8, embedded);
    assertArrayEquals(picture, embedded);
    MediaProbe probe = MediaProbe.of(file);
    assertEquals(3, probe.streams(), "audio, chapter titles, cover");
    assertEquals(3, probe.chapters().size());
    assertEquals("Islands", probe.tags().get("SERIES"));
    assertEquals("eng", probe.tags().get("language"));
  }

  @Test
  void keepsALargeCoverOutOfTheFileWithAWarning() throws IOException {
    byte[] large = new byte[5_000_001];
    System.arraycopy(picture(), 0, large, 0, 100);
    TestBook book = book().cover("image/jpeg", large);
    BookReport report = report(book);
    assertEquals(1, report.warnings().size());
    assertTrue(report.warnings().get(0).contains("5000001"), report.warnings().get(0));
    byte[] file = Files.readAllBytes(folder.resolve("out/Book/Book.m4b"));
    assertTrue(new AtomWalker(file).all("moov/udta/meta/ilst/covr").isEmpty());
    assertEquals(5_000_001, Files.size(folder.resolve("out/Book/cover.jpg")));
  }

  private TestBook book() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello there.", TestBook.speechLike(22_050, 2.5, 1), 200);
    book.chapter("Δύο").says("Again hello.", TestBook.speechLike(22_050, 3, 2), 400);
    book.chapter(LONG_TITLE).says("Bye.", TestBook.speechLike(22_050, 1, 3), 2_000);
    return book;
  }

  private Path assemble(TestBook book) throws IOException {
    assertEquals(List.of(), report(book).failures());
    return folder.resolve("out/Book/Book.m4b");
  }

  private BookReport report(TestBook book) throws IOException {
    AssemblySettings settings = Deliveries.usual(folder.resolve("out"));
    return new BookAssembler(settings, book.blobs(), book.takes(), "1")
        .assemble(book.book("Book"), fraction -> {});
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    return jpeg.toByteArray();
  }

  private static BookMetadata metadata() {
    return new BookMetadata(
        "Robinson Crusoe",
        Optional.of("Of York, Mariner"),
        List.of("Daniel Defoe", "N. C. Wyeth"),
        "en-GB",
        Optional.of("W. Taylor"),
        Optional.of("1719-04-25"),
        Optional.of("A ship sinks."),
        Optional.of("Islands"),
        Optional.of("2"),
        Optional.of("9780000000002"),
        Optional.empty(),
        List.of("Sea stories", "Castaways"));
  }
}
