package io.rhapsode.workflows.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkOrigin;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.listening.ListeningReport;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.model.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookProvenanceTest {
  private static final Voice VOICE =
      new Voice("en-gb", "espeak-ng", "1.52", "ab", "en", List.of("en"), Map.of(), 400);

  @TempDir Path folder;
  private Path book;
  private Path audio;
  private DataHome home;

  @BeforeEach
  void makeBook() throws IOException {
    home = new DataHome(folder.resolve("home"));
    book = Files.createDirectories(folder.resolve("out/Book/acx")).getParent();
    audio = Files.writeString(book.resolve("acx/01.mp3"), "sound");
    Files.writeString(book.resolve("report.json"), "{}");
    sign("2026-05-01T10:00:00Z");
  }

  @Test
  void whatWasNotTouchedIsUnchanged() throws IOException {
    ProvenanceCheck check = ProvenanceCheck.of(book, Optional.empty());
    assertEquals(List.of(), check.problems());
    assertTrue(check.says().startsWith("1 files of 'The Lamp', made by Rhapsode "), check.says());
    assertEquals(List.of(), ProvenanceCheck.of(audio, Optional.empty()).problems());
  }

  @Test
  void aChangedFileIsFound() throws IOException {
    Files.writeString(audio, "sound!");
    assertEquals(
        List.of("acx/01.mp3 is not what was signed"),
        ProvenanceCheck.of(book, Optional.empty()).problems());
    Files.delete(audio);
    assertEquals(
        List.of("acx/01.mp3 is missing"), ProvenanceCheck.of(book, Optional.empty()).problems());
  }

  @Test
  void aChangedStatementIsFound() throws IOException {
    Path file = book.resolve("provenance.json");
    Files.writeString(file, Files.readString(file).replace("algorithmicMedia", "digitalCapture"));
    assertEquals(
        List.of("the statement was changed after it was signed, or its signature was"),
        ProvenanceCheck.of(book, Optional.empty()).problems());
  }

  @Test
  void theKeyOfAnotherIsFound() throws IOException {
    String other = SigningKey.make(folder.resolve("other/key")).publicText();
    List<String> problems = ProvenanceCheck.of(book, Optional.of(other)).problems();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("it is signed with the key "), problems.get(0));
  }

  @Test
  void theSameFilesKeepTheirStatement() throws IOException {
    byte[] first = Files.readAllBytes(book.resolve("provenance.json"));
    sign("2027-01-01T00:00:00Z");
    assertArrayEquals(first, Files.readAllBytes(book.resolve("provenance.json")));
  }

  @Test
  void onlyTheOwnerReadsTheKey() throws IOException {
    Path key = BookProvenance.keyFile(home);
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }
  }

  private void sign(String time) throws IOException {
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    byte[] content = Files.readAllBytes(audio);
    OutputFile file = new OutputFile(audio.toString(), content.length, Sha256.hex(content));
    new BookProvenance(home, List.of(VOICE), clock).sign(report(file));
  }

  private static BookReport report(OutputFile file) {
    WorkFacts facts =
        new WorkFacts(
            "lamp",
            "/books/lamp.epub",
            "The Lamp",
            WorkStatus.COMPLETE,
            Optional.empty(),
            1,
            1,
            1,
            0,
            false,
            "f",
            new StageTimes(0, 0, 0),
            List.of(file),
            List.of(),
            List.of(),
            List.of());
    return new BookReport(
        facts,
        Optional.empty(),
        List.of(),
        ListeningReport.NONE,
        Optional.of(new WorkOrigin(Optional.of("cd"), List.of("en-gb"), false)));
  }
}
