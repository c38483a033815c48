package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.audio.DeliveryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProfilesTest {
  @TempDir Path folder;

  @Test
  void eachProfileGetsAFolderAndItsFilesAreMeasured() throws IOException {
    BookReport report = assemble(book(), Deliveries.named(out(), "m4b", "mp3-chapters", "wav"));
    assertEquals(List.of(), report.failures());
    assertEquals(WorkStatus.COMPLETE, report.status());
    assertEquals(
        List.of(
            "m4b/Book.chapters.vtt",
            "m4b/Book.m4b",
            "m4b/Book.srt",
            "m4b/Book.vtt",
            "mp3-chapters/01 - One.mp3",
            "mp3-chapters/01 - One.srt",
            "mp3-chapters/01 - One.vtt",
            "mp3-chapters/02 - Two.mp3",
            "mp3-chapters/02 - Two.srt",
            "mp3-chapters/02 - Two.vtt",
            "report.json",
            "wav/Book.chapters.vtt",
            "wav/Book.cue",
            "wav/Book.srt",
            "wav/Book.vtt",
            "wav/Book.wav"),
        files());
    List<DeliveryReport> deliveries = report.loudness().orElseThrow().deliveries();
    assertEquals(
        List.of("m4b", "mp3-chapters", "wav"),
        deliveries.stream().map(DeliveryReport::profile).toList());
    assertEquals(
        List.of("mp3-chapters/01 - One.mp3", "mp3-chapters/02 - Two.mp3"),
        deliveries.get(1).files().stream().map(file -> file.file()).toList());
    assertEquals("One", MediaProbe.of(inBook("mp3-chapters/01 - One.mp3")).tags().get("title"));
    assertEquals("A Test of Books", MediaProbe.of(inBook("wav/Book.wav")).tags().get("album"));
  }

  @Test
  void profilesWithOtherSilenceBeforeTheBookGoTogether() throws IOException {
    BookReport report = assemble(book(), Deliveries.named(out(), "broadcast", "m4b"));
    assertEquals(List.of(), report.failures());
    double broadcast = heads(report).get(0);
    double m4b = heads(report).get(1);
    assertEquals(0.2, m4b - broadcast, 0.03);
  }

  private static List<Double> heads(BookReport report) {
    return report.loudness().orElseThrow().deliveries().stream()
        .map(delivery -> delivery.files().get(0).headSeconds())
        .toList();
  }

  @Test
  void aProfileGivesTheSameBytesAloneAndBesideOthers() throws IOException {
    assemble(book(), Deliveries.named(folder.resolve("one"), "mp3-chapters"));
    assemble(book(), Deliveries.named(folder.resolve("many"), "m4b", "mp3-chapters", "flac"));
    for (String name : List.of("01 - One.mp3", "02 - Two.mp3", "02 - Two.vtt")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one/Book/mp3-chapters").resolve(name)),
          Files.readAllBytes(folder.resolve("many/Book/mp3-chapters").resolve(name)),
          name);
    }
  }

  @Test
  void aFinishedBookIsLeftAloneAndAnotherProfileLeavesItsFiles() throws IOException {
    AssemblySettings first = Deliveries.named(out(), "m4b", "opus");
    assertFalse(assemble(book(), first).upToDate());
    assertTrue(assemble(book(), first).upToDate());
    BookReport other = assemble(book(), Deliveries.named(out(), "mp3-single"));
    assertFalse(other.upToDate());
    assertTrue(files().containsAll(List.of("m4b/Book.m4b", "mp3-single/Book.mp3")));
  }

  @Test
  void filesOfAProfileThatAreNotMadeAgainAreRemoved() throws IOException {
    assemble(book(), Deliveries.named(out(), "mp3-chapters"));
    TestBook renamed = new TestBook(folder.resolve("renamed"));
    renamed.chapter("Uno").says("Hello there.", TestBook.speechLike(22_050, 6, 1), 400);
    assemble(renamed, Deliveries.named(out(), "mp3-chapters"));
    assertEquals(
        List.of(
            "mp3-chapters/Book.chapters.vtt",
            "mp3-chapters/Book.mp3",
            "mp3-chapters/Book.srt",
            "mp3-chapters/Book.vtt",
            "report.json"),
        files());
  }

  @Test
  void aFileOutsideARequiredProfileMakesTheBookPartialAndSaysWhatToChange() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("Loud").says("Hello.", TestBook.speechLike(22_050, 12, 1), 400);
    book.chapter("Faint").says("Again.", quiet(TestBook.speechLike(22_050, 12, 2)), 400);
    BookReport report = assemble(book, Deliveries.named(out(), "m4b", "acx"));
    assertEquals(WorkStatus.PARTIAL, report.status());
    assertEquals(1, report.failures().size(), () -> report.failures().toString());
    assertEquals(FailureCode.OUTSIDE_PROFILE, report.failures().get(0).code());
    String message = report.failures().get(0).message();
    assertTrue(
        message.matches(
            "acx: 'acx/02 - Faint.mp3' has an RMS of -2\\d\\.\\d dB, not -23 to -18 dB:"
                + " raise the level by \\d\\.\\d dB"),
        message);
    assertTrue(files().contains("acx/02 - Faint.mp3"), "it stays, to be listened to");
    BookReport again = assemble(book, Deliveries.named(out(), "m4b", "acx"));
    assertTrue(again.upToDate());
    assertEquals(report.failures(), again.failures());
    assertEquals(WorkStatus.PARTIAL, again.status());
  }

  private TestBook book() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello there.", TestBook.speechLike(22_050, 8, 1), 400);
    book.chapter("Two").says("Again.", TestBook.speechLike(24_000, 8, 2), 2_000);
    return book;
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path inBook(String place) {
    return out().resolve("Book").resolve(place);
  }

  private List<String> files() throws IOException {
    Path book = out().resolve("Book");
    try (Stream<Path> files = Files.walk(book)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> book.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static BookReport assemble(TestBook book, AssemblySettings settings) throws IOException {
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Book"), fraction -> {});
    for (OutputFile file : report.files()) {
      assertEquals(file.bytes(), Files.size(Path.of(file.path())), file.path());
    }
    return report;
  }

  private static PcmClip quiet(PcmClip clip) {
    float[] samples = clip.samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.1f;
    }
    return new PcmClip(clip.sampleRateHz(), samples);
  }
}
