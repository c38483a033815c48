package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chapters and books that are longer or larger than a file may be. */
class LongChapterTest {
  private static final int LONG_UTTERANCES = 50;
  private static final int LONGER_PAUSE_AFTER = 15;

  @TempDir Path folder;

  /** 2 MB of WAV of 48 kHz are 13.9 s, of which silence takes 1.5; the chapter has 30.4 s. */
  @Test
  void aChapterIsDividedInItsPausesIntoFilesThatFit() throws IOException {
    BookReport report = assemble("broadcast", new FileLayout(Division.CHAPTERS, 0, 2));
    List<String> names = audio(report, ".wav");
    assertEquals(
        List.of(
            "01 - Short.wav",
            "02 - Long, part 1.wav",
            "03 - Long, part 2.wav",
            "04 - Long, part 3.wav",
            "05 - After.wav"),
        names);
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve("Book/broadcast").resolve(name);
      assertTrue(Files.size(file) <= 2_000_000, name + " has " + Files.size(file) + " bytes");
      String captions = Files.readString(Path.of(file.toString().replace(".wav", ".srt")));
      captions.lines().filter(line -> line.startsWith("Line")).forEach(lines::add);
      assertTrue(captions.contains("\n00:00:00,500 --> "), "speech begins after the head");
      String title = name.substring(5, name.length() - 4);
      assertEquals(title, MediaProbe.of(file).tags().get("title"));
    }
    assertEquals(expectedLines(), lines);
  }

  /** In the 16th pause would be nearer to a third of the chapter. */
  @Test
  void itIsCutInTheLongestPauseNearThePlace() throws IOException {
    BookReport report = assemble("broadcast", new FileLayout(Division.CHAPTERS, 0, 2));
    Path second = folder.resolve("Book/broadcast/03 - Long, part 2.srt");
    assertEquals(List.of(), report.failures());
    String captions = Files.readString(second);
    assertEquals("Line %d.".formatted(LONGER_PAUSE_AFTER + 1), captions.split("\n")[2], captions);
  }

  @Test
  void aBookIsDividedBeforeChaptersWhereTheyFit() throws IOException {
    BookReport report = assemble("flac", new FileLayout(Division.SINGLE, 1, 0));
    assertEquals(List.of("Book.flac"), audio(report, ".flac"));
    BookReport divided = assemble("wav", new FileLayout(Division.SINGLE, 0, 6));
    assertEquals(List.of("Book - Part 01.wav", "Book - Part 02.wav"), audio(divided, ".wav"));
    String first = Files.readString(folder.resolve("Book/wav/Book - Part 01.cue"));
    assertTrue(first.contains("TITLE \"Short\"") && first.contains("TITLE \"Long\""), first);
    String second = Files.readString(folder.resolve("Book/wav/Book - Part 02.srt"));
    assertEquals("Line after.", second.split("\n")[2], second);
  }

  private static List<String> expectedLines() {
    List<String> lines = new ArrayList<>(List.of("Line short."));
    for (int i = 1; i <= LONG_UTTERANCES; i++) {
      lines.add("Line %d.".formatted(i));
    }
    lines.add("Line after.");
    return lines;
  }

  private static List<String> audio(BookReport report, String extension) {
    return report.files().stream()
        .map(OutputFile::path)
        .filter(path -> path.endsWith(extension))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  private BookReport assemble(String profileName, FileLayout files) throws IOException {
    TestBook book = new TestBook(folder.resolve("work"));
    book.chapter("Short").says("Line short.", TestBook.speechLike(22_050, 2, 1), 300);
    book.chapter("Long");
    for (int i = 1; i <= LONG_UTTERANCES; i++) {
      int pause = i == LONGER_PAUSE_AFTER ? 600 : 200;
      book.says("Line %d.".formatted(i), TestBook.speechLike(22_050, 0.4, i), pause);
    }
    book.chapter("After").says("Line after.", TestBook.speechLike(22_050, 2, 1), 300);
    DeliveryProfile profile = Deliveries.withFiles(profileName, files);
    BookReport report =
        new BookAssembler(
                AudioSettings.DEFAULTS.assembly(folder, List.of(profile)),
                book.blobs(),
                book.takes(),
                "1")
            .assemble(book.book("Book"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return report;
  }
}
