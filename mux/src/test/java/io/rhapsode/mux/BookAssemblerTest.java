package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.audio.AudioFigures;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.text.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookAssemblerTest {
  private static final PcmClip CLIP = TestBook.speechLike(22_050, 1.5, 1);

  @TempDir Path folder;

  @Test
  void makesTheSameBytesTwice() throws IOException {
    assemble(book("work"), settings("one", AudioFormat.M4B, true));
    assemble(book("work"), settings("two", AudioFormat.M4B, true));
    for (String name : List.of("Book.m4b", "Book.srt", "Book.vtt", "Book.chapters.vtt")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one/Book").resolve(name)),
          Files.readAllBytes(folder.resolve("two/Book").resolve(name)),
          name);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MP3", "OPUS", "FLAC"})
  void makesTheFilesOfChaptersTheSameTwiceAndInOrder(AudioFormat format) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    for (int i = 1; i <= 7; i++) {
      book.chapter("No. " + i).says("Hello.", TestBook.speechLike(22_050, 8.0 / i, i), 400);
    }
    BookReport one = assemble(book, settings("one", format, false));
    BookReport two = assemble(book, settings("two", format, false));
    assertEquals(hashes(one), hashes(two));
    List<String> audio =
        names(one).stream().filter(name -> name.endsWith(format.fileExtension())).toList();
    assertEquals(7, audio.size());
    assertEquals(audio.stream().sorted().toList(), audio);
    assertEquals(
        audio,
        one.loudness().orElseThrow().deliveries().get(0).files().stream()
            .map(AudioFigures::file)
            .toList());
  }

  @Test
  void aFailureInOneChapterOfManyLeavesNothingHalfDone() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    for (int i = 1; i <= 6; i++) {
      book.chapter("No. " + i).says("Hello.", TestBook.speechLike(22_050, 2, i), 400);
    }
    BookAssembler assembler =
        new BookAssembler(
            settings("out", AudioFormat.OPUS, false), book.blobs(), book.takes(), "1");
    BookReport report =
        assembler.assemble(
            book.book("Book"),
            fraction -> {
              if (fraction > 0.5) {
                throw new UncheckedIOException(new IOException("the store is gone"));
              }
            });
    assertEquals(WorkStatus.FAILED, report.status());
    assertTrue(report.failures().get(0).message().contains("the store is gone"));
    try (Stream<Path> left = Files.list(folder.resolve("out/Book"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aBookForWhichThereIsTooLittleMemorySaysSo() throws IOException {
    TestBook book = book("work");
    BookReport report =
        new BookAssembler(settings("out", AudioFormat.M4B, true), book.blobs(), book.takes(), "1")
            .assemble(
                book.book("Book"),
                fraction -> {
                  if (fraction > 0.5) {
                    throw new OutOfMemoryError("Java heap space");
                  }
                });
    assertEquals(FailureCode.OUT_OF_MEMORY, report.failures().get(0).code());
    assertEquals(
        "its audiobook takes more memory than there is; start with a larger -Xmx",
        report.failures().get(0).message());
  }

  @Test
  void leavesAFinishedBookAlone() throws IOException {
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    BookReport first = assemble(book("work"), settings);
    Path audio = folder.resolve("out/Book/Book.flac");
    Object written = Files.getLastModifiedTime(audio);
    BookReport second = assemble(book("work"), settings);
    assertTrue(second.upToDate());
    assertFalse(first.upToDate());
    assertEquals(first.files(), second.files());
    assertEquals(first.chapters(), second.chapters());
    assertEquals(written, Files.getLastModifiedTime(audio));
  }

  @Test
  void wordTimesThatAreHeardLaterAreNewCaptions() throws IOException {
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    assemble(book("work"), settings);
    TestBook book = book("work");
    Take take = book.takes().facts(book.book("Book").takes().get(0).take());
    List<WordTime> words =
        List.of(
            new WordTime(new Span(0, 5), 0, take.samples() / 2),
            new WordTime(new Span(6, 11), take.samples() / 2, take.samples()));
    book.takes()
        .update(
            new Take(
                take.address(),
                take.sampleRateHz(),
                take.samples(),
                words,
                take.peak(),
                take.rootMeanSquare(),
                take.clipBytes(),
                take.clipSha256(),
                take.verdict()));

    assertFalse(assemble(book, settings).upToDate());
    assertTrue(assemble(book, settings).upToDate());
  }

  @Test
  void makesADamagedFileAgain() throws IOException {
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    BookReport first = assemble(book("work"), settings);
    Path captions = folder.resolve("out/Book/Book.srt");
    Files.writeString(captions, Files.readString(captions).replace("Hello", "Jello"));
    BookReport second = assemble(book("work"), settings);
    assertFalse(second.upToDate());
    assertEquals(first.files(), second.files());
    assertTrue(Files.readString(captions).contains("Hello"));
  }

  @Test
  void removesTheFilesOfTheRunBeforeAndNothingElse() throws IOException {
    assemble(book("work"), settings("out", AudioFormat.FLAC, false));
    Path own = folder.resolve("out/Book/notes.txt");
    Files.writeString(own, "mine");
    Files.writeString(folder.resolve("out/Book/Book.m4b.partial"), "left by a killed run");
    BookReport report = assemble(book("work"), settings("out", AudioFormat.FLAC, true));
    assertFiles(report, "notes.txt", "report.json");
  }

  @Test
  void keepsTheFilesOfAnotherFormat() throws IOException {
    assemble(book("work"), settings("out", AudioFormat.M4B, true));
    BookReport report = assemble(book("work"), settings("out", AudioFormat.FLAC, true));
    assertFiles(report, "Book.m4b", "report.json");
  }

  private void assertFiles(BookReport report, String... others) throws IOException {
    List<String> expected = new ArrayList<>(names(report));
    expected.addAll(List.of(others));
    try (Stream<Path> files = Files.list(folder.resolve("out/Book"))) {
      assertEquals(
          expected.stream().sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void writesTheReportThatItReturns() throws IOException {
    BookReport report = assemble(book("work"), settings("out", AudioFormat.FLAC, true));
    byte[] json = Files.readAllBytes(folder.resolve("out/Book/report.json"));
    assertEquals(report, Json.MAPPER.readValue(json, BookReport.class));
    for (OutputFile file : report.files()) {
      assertEquals(file.bytes(), Files.size(Path.of(file.path())), file.path());
    }
  }

  @Test
  void aFailedUtteranceLeavesItsPauseAndMakesTheBookPartial() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello.", CLIP, 400).fails("Unspeakable.", 600);
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    BookReport report = assemble(book, settings);
    assertEquals(WorkStatus.PARTIAL, report.status());
    assertEquals(12, report.facts().coverage().orElseThrow().failed());
    assertEquals("test.txt, paragraph 2: the engine gave up", report.failures().get(0).describe());
    int samples = 22_050 * (700 + 1_500 + 400 + 3_000) / 1_000;
    float[] decoded = MediaProbe.decode(folder.resolve("out/Book/Book.flac"), 44_100);
    assertEquals(samples * 2, decoded.length);
  }

  @Test
  void aBookWithoutAnyTakeFailsAndLeavesNoFolder() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").fails("Unspeakable.", 600);
    BookReport report = assemble(book, settings("out", AudioFormat.M4B, true));
    assertEquals(WorkStatus.FAILED, report.status());
    assertEquals(FailureCode.SYNTHESIS_FAILED, report.failures().get(0).code());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aLostTakeIsNamedAndNothingIsLeftHalfDone() throws IOException {
    TestBook book = book("work");
    Path lost;
    try (Stream<Path> takes = Files.walk(folder.resolve("work/takes"))) {
      lost = takes.filter(path -> path.toString().endsWith(".flac")).findFirst().orElseThrow();
    }
    Files.write(lost, new byte[0]);
    BookReport report = assemble(book, settings("out", AudioFormat.M4B, true));
    assertEquals(WorkStatus.FAILED, report.status());
    assertEquals(FailureCode.TAKE_LOST, report.failures().get(0).code());
    String message = report.failures().get(0).message();
    assertTrue(message.startsWith(lost + " is damaged (0 bytes instead of "), message);
    assertFalse(Files.exists(lost), "it was forgotten");
    try (Stream<Path> left = Files.list(folder.resolve("out/Book"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void utterancesThatAreMissingForWantOfRoomMakeNoBookAndLeaveTheFormerOne() throws IOException {
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    BookReport former = assemble(book("work"), settings);
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One").says("Hello there.", CLIP, 400);
    book.fails(
        FailureCode.STORAGE_FAILED, "And there.", "/disk/x.flac: no space left on device", 400);
    BookReport report = assemble(book, settings);
    assertEquals(WorkStatus.FAILED, report.status());
    assertEquals(FailureCode.STORAGE_FAILED, report.failures().get(0).code());
    assertEquals(
        "1 of 2 utterances are missing, so the book was not made, and what was delivered before"
            + " stays: /disk/x.flac: no space left on device; put it right and run again",
        report.failures().get(0).message());
    assertFiles(former, "report.json");
    assertTrue(assemble(book("work"), settings).upToDate());
  }

  @Test
  void anIncompleteBookNeverTakesThePlaceOfACompleteOne() throws IOException {
    AssemblySettings settings = settings("out", AudioFormat.FLAC, true);
    BookReport former = assemble(book("work"), settings);
    TestBook gap = new TestBook(folder.resolve("work"));
    gap.chapter("One").says("Hello.", CLIP, 400).fails("Unspeakable.", 600);
    BookReport report = assemble(gap, settings);
    assertEquals(WorkStatus.FAILED, report.status());
    assertTrue(
        report.failures().get(0).message().contains("the complete audiobook of an earlier run"),
        report.failures().get(0).message());
    assertFiles(former, "report.json");
    Files.delete(folder.resolve("out/Book/Book.flac"));
    assertEquals(
        WorkStatus.PARTIAL, assemble(gap, settings).status(), "that one is complete no more");
    assertEquals(WorkStatus.COMPLETE, assemble(book("work"), settings).status());
  }

  @Test
  void anOutputFolderThatIsAFileFailsClearly() throws IOException {
    Files.writeString(folder.resolve("out"), "a file");
    BookReport report = assemble(book("work"), settings("out", AudioFormat.M4B, true));
    assertEquals(FailureCode.STORAGE_FAILED, report.failures().get(0).code());
  }

  @Test
  void aNameNeverLeadsOutOfTheOutputFolder() throws IOException {
    TestBook book = book("work");
    AssemblySettings settings = settings("out", AudioFormat.M4B, true);
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("../escaped"), fraction -> {});
    assertEquals(WorkStatus.FAILED, report.status());
    assertFalse(Files.exists(folder.resolve("escaped")));
  }

  @Test
  void hostileChapterTitlesBecomeFileNames() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("../../up/and\u0000away").says("Hello.", CLIP, 400);
    book.chapter("x".repeat(400)).says("Hello.", CLIP, 400);
    book.chapter("第" + "章".repeat(200)).says("Hello.", CLIP, 400);
    BookReport report = assemble(book, settings("out", AudioFormat.FLAC, false));
    assertEquals(WorkStatus.COMPLETE, report.status(), () -> report.failures().toString());
    for (OutputFile file : report.files()) {
      Path path = Path.of(file.path());
      assertEquals(folder.resolve("out/Book"), path.getParent());
      assertTrue(path.getFileName().toString().getBytes("UTF-8").length < 200, file.path());
    }
  }

  @Test
  void takesOfSeveralRatesKeepTheirPlaces() throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("One");
    book.says("One.", TestBook.speechLike(22_050, 1, 1), 1_000);
    book.says("Two.", TestBook.speechLike(24_000, 1, 2), 1_000);
    book.says("Three.", TestBook.speechLike(16_000, 1, 3), 1_000);
    assemble(book, settings("out", AudioFormat.FLAC, true));
    float[] decoded = MediaProbe.decode(folder.resolve("out/Book/Book.flac"), 44_100);
    for (int spoken = 0; spoken < 3; spoken++) {
      int start = (int) (44_100 * (0.7 + 2 * spoken));
      assertTrue(loudest(decoded, start, start + 44_100) > 0.05, "speech " + spoken);
      assertTrue(loudest(decoded, start + 44_300, start + 88_000) < 1e-3, "pause " + spoken);
    }
  }

  @Test
  void progressAscendsToOne() throws IOException {
    List<Double> fractions = new ArrayList<>();
    TestBook book = book("work");
    new BookAssembler(settings("out", AudioFormat.FLAC, true), book.blobs(), book.takes(), "1")
        .assemble(book.book("Book"), fractions::add);
    assertEquals(fractions.stream().sorted().toList(), fractions);
    assertEquals(1, fractions.get(fractions.size() - 1));
  }

  private TestBook book(String work) throws IOException {
    TestBook book = new TestBook(folder.resolve(work));
    book.chapter("One").says("Hello there.", CLIP, 400).says("And there.", CLIP, 700);
    book.chapter("Two").says("Again.", TestBook.speechLike(22_050, 1, 2), 2_000);
    return book;
  }

  private AssemblySettings settings(String out, AudioFormat format, boolean single) {
    return Deliveries.of(folder.resolve(out), format, single);
  }

  private static BookReport assemble(TestBook book, AssemblySettings settings) throws IOException {
    return new BookAssembler(settings, book.blobs(), book.takes(), "1")
        .assemble(book.book("Book"), fraction -> {});
  }

  private static List<String> hashes(BookReport report) {
    return report.files().stream().map(OutputFile::sha256).toList();
  }

  private static List<String> names(BookReport report) {
    return report.files().stream()
        .map(file -> Path.of(file.path()).getFileName().toString())
        .toList();
  }

  private static float loudest(float[] samples, int start, int end) {
    float peak = 0;
    for (int i = start; i < end; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }
}
