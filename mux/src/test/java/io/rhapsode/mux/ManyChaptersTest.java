package io.rhapsode.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.caption.CaptionSettings;
import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.LoudnessPreset;
import io.rhapsode.mux.restore.RestorationSettings;
import io.rhapsode.mux.testing.AtomWalker;
import io.rhapsode.mux.testing.Id3Walker;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.report.BookReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More chapters than a byte can count. */
class ManyChaptersTest {
  private static final int CHAPTERS = 300;
  private static final PcmClip CLIP = TestBook.speechLike(22_050, 0.9, 1);

  @TempDir Path folder;
  private TestBook book;
  private List<MediaProbe.Chapter> expected;

  @BeforeEach
  void makeBook() throws IOException {
    book = new TestBook(folder.resolve("work"));
    expected = new ArrayList<>();
    for (int i = 0; i < CHAPTERS; i++) {
      String title = titleOf(i);
      book.chapter(title).says("One line.", CLIP, 200);
      expected.add(new MediaProbe.Chapter(title, i * 1_100L, (i + 1) * 1_100L));
    }
  }

  @Test
  void m4bHasAllInTheTextTrackAndNoNeroList() throws IOException {
    Path file = assemble(AudioFormat.M4B);
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    assertEquals(titles(), atoms.textTrackTitles());
    assertTrue(atoms.all("moov/udta/chpl").isEmpty(), "a Nero list would be cut at 255");
    assertEquals(expected, MediaProbe.of(file).chapters());
  }

  @Test
  void mp3HasAllInNestedTablesOfContents() throws IOException {
    Path file = assemble(AudioFormat.MP3);
    Id3Walker tag = new Id3Walker(Files.readAllBytes(file));
    assertEquals(
        expected,
        tag.chapters().stream()
            .map(row -> new MediaProbe.Chapter(row.title(), row.startMillis(), row.endMillis()))
            .toList());
    List<Id3Walker.Contents> tables = tag.contents();
    assertEquals(List.of(2, 255, 45), tables.stream().map(row -> row.entries().size()).toList());
    assertEquals(
        List.of(true, false, false), tables.stream().map(Id3Walker.Contents::top).toList());
    assertEquals(List.of(tables.get(1).id(), tables.get(2).id()), tables.get(0).entries());
    List<String> listed = new ArrayList<>(tables.get(1).entries());
    listed.addAll(tables.get(2).entries());
    assertEquals(tag.chapters().stream().map(Id3Walker.Chapter::id).toList(), listed);
    assertEquals(expected, MediaProbe.of(file).chapters());
  }

  private Path assemble(AudioFormat format) throws IOException {
    AssemblySettings settings =
        new AudioSettings(
                "out",
                List.of(),
                format,
                Division.SINGLE,
                64,
                22_050,
                LoudnessPreset.AUDIOBOOK,
                0,
                0,
                "",
                "",
                RestorationSettings.DEFAULTS,
                new CaptionSettings(false, false, false, false, false, 42, 2),
                PublishSettings.DEFAULTS,
                WatermarkSettings.DEFAULTS)
            .assembly(folder.resolve("out"), List.of());
    BookReport report =
        new BookAssembler(settings, book.blobs(), book.takes(), "1")
            .assemble(book.book("Many"), fraction -> {});
    assertEquals(List.of(), report.failures());
    return folder.resolve("out/Many/Many." + format.fileExtension());
  }

  private List<String> titles() {
    return expected.stream().map(MediaProbe.Chapter::title).toList();
  }

  private static String titleOf(int index) {
    return switch (index % 3) {
      case 0 -> "Κεφάλαιο " + (index + 1);
      case 1 -> "第" + (index + 1) + "章 はじまり";
      default -> "Chapter " + (index + 1) + "; a = b # c \\ d";
    };
  }
}
