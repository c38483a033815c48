package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.testing.AtomWalker;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.BookStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M4bTest {
  @TempDir Path folder;

  @Test
  void writesBothKindsOfChaptersBeforeTheAudio() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello there.", TestBook.speechLike(22_050, 2.3, 1), 400);
    book.chapter("Δύο").says("Again hello.", TestBook.speechLike(22_050, 1.7, 2), 2_000);
    BookReport report = assemble(book, AssemblySettings.defaults(folder.resolve("out").toString()));
    assertEquals(BookStatus.COMPLETE, report.status(), () -> report.failures().toString());

    Path file = folder.resolve("out/Book/Book.m4b");
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    assertEquals(List.of("ftyp", "moov", "mdat"), atoms.topTypes());
    assertEquals(List.of("One", "Δύο"), atoms.textTrackTitles());
    assertEquals(List.of("One", "Δύο"), List.copyOf(atoms.neroChapters().keySet()));
    MediaProbe probe = MediaProbe.of(file);
    assertEquals(
        List.of(
            new MediaProbe.Chapter("One", 0, 3_400), new MediaProbe.Chapter("Δύο", 3_400, 8_100)),
        probe.chapters());
    // FFmpeg decodes whole access units; the container says where the signal ends.
    int samples = 44_100 * 81 / 10;
    int decoded = MediaProbe.decode(file, 44_100).length;
    assertTrue(decoded >= samples && decoded < samples + 1_024, "decoded " + decoded);
  }

  private BookReport assemble(TestBook book, AssemblySettings settings) throws IOException {
    return new BookAssembler(settings, book.blobs(), book.takes(), "1")
        .assemble(book.book("Book"), fraction -> {});
  }
}
