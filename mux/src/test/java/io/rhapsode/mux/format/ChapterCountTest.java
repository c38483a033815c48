package io.rhapsode.mux.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.mux.testing.AtomWalker;
import io.rhapsode.mux.testing.Deliveries;
import io.rhapsode.mux.testing.Id3Walker;
import io.rhapsode.mux.testing.MediaProbe;
import io.rhapsode.mux.testing.TestBook;
import io.rhapsode.mux.testing.VorbisWalker;
import io.rhapsode.pipeline.book.BookMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Few and many chapters with titles of many scripts and lengths: what the bytes of a file say, read
 * by walkers of the tests, what FFmpeg reads, and what was to be written are the same.
 */
class ChapterCountTest {
  private static final int CHAPTER_MILLIS = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 300, 1_000})
  void m4b(int count) throws IOException {
    Path file = write("m4b", count);
    AtomWalker atoms = new AtomWalker(Files.readAllBytes(file));
    assertEquals(titles(count), atoms.textTrackTitles());
    assertEquals(
        IntStream.range(0, count).mapToObj(i -> CHAPTER_MILLIS).toList(), atoms.textTrackMillis());
    if (count <= 255) {
      Map<String, Long> nero = atoms.neroChapters();
      assertEquals(starts(count), nero.values().stream().map(ticks -> ticks / 10_000).toList());
      assertCut(titles(count), List.copyOf(nero.keySet()));
    } else {
      assertEquals(List.of(), atoms.all("moov/udta/chpl"), "players would stop at 255");
    }
    assertProbe(file, count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 300, 1_000})
  void mp3(int count) throws IOException {
    Path file = write("mp3-single", count);
    Id3Walker tag = new Id3Walker(Files.readAllBytes(file));
    assertEquals(
        chapters(count),
        tag.chapters().stream()
            .map(each -> new ChapterTime(each.title(), each.startMillis(), each.endMillis()))
            .toList());
    Map<String, Id3Walker.Contents> tables =
        tag.contents().stream().collect(Collectors.toMap(Id3Walker.Contents::id, each -> each));
    List<Id3Walker.Contents> top =
        tables.values().stream().filter(Id3Walker.Contents::top).toList();
    assertEquals(1, top.size(), "tables at the top");
    assertEquals(
        tag.chapters().stream().map(Id3Walker.Chapter::id).toList(), leaves(top.get(0), tables));
    assertTrue(tables.values().stream().allMatch(Id3Walker.Contents::ordered));
    assertEquals(count <= 255 ? 1 : 1 + (count + 254) / 255, tables.size());
    assertProbe(file, count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 300, 1_000})
  void opus(int count) throws IOException {
    assertComments(write("opus", count), count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 300, 1_000})
  void flac(int count) throws IOException {
    assertComments(write("flac", count), count);
  }

  private void assertComments(Path file, int count) throws IOException {
    List<String> expected = new ArrayList<>();
    int first = count == 1_000 ? 0 : 1;
    for (ChapterTime chapter : chapters(count)) {
      String name = "CHAPTER%03d".formatted(first + expected.size() / 2);
      long millis = chapter.startMillis();
      expected.add("%s=00:00:%02d.%03d".formatted(name, millis / 1_000, millis % 1_000));
      expected.add("%sNAME=%s".formatted(name, chapter.title()));
    }
    assertEquals(
        expected,
        VorbisWalker.comments(Files.readAllBytes(file)).stream()
            .filter(comment -> comment.startsWith("CHAPTER"))
            .toList());
    assertProbe(file, count);
  }

  private static void assertProbe(Path file, int count) {
    List<MediaProbe.Chapter> found = MediaProbe.of(file).chapters();
    assertEquals(titles(count), found.stream().map(MediaProbe.Chapter::title).toList());
    assertEquals(starts(count), found.stream().map(MediaProbe.Chapter::startMillis).toList());
    List<Long> ends = found.stream().map(MediaProbe.Chapter::endMillis).toList();
    assertEquals(starts(count).subList(1, count), ends.subList(0, count - 1));
    assertEquals(count * CHAPTER_MILLIS, ends.get(count - 1), 50, "the end of the file");
  }

  /** A Nero list has 255 bytes for a title: as much of it as fits, in whole characters. */
  private static void assertCut(List<String> whole, List<String> cut) {
    for (int i = 0; i < whole.size(); i++) {
      assertTrue(whole.get(i).startsWith(cut.get(i)), cut.get(i));
      int bytes = cut.get(i).getBytes(StandardCharsets.UTF_8).length;
      assertTrue(whole.get(i).equals(cut.get(i)) || bytes > 255 - 4 && bytes <= 255, cut.get(i));
    }
  }

  /** The chapters below a table, whatever tables are between. */
  private static List<String> leaves(
      Id3Walker.Contents table, Map<String, Id3Walker.Contents> tables) {
    return table.entries().stream()
        .flatMap(
            entry ->
                tables.containsKey(entry)
                    ? leaves(tables.get(entry), tables).stream()
                    : List.of(entry).stream())
        .toList();
  }

  private Path write(String profile, int count) throws IOException {
    AudioFormat format = Deliveries.profile(profile).format();
    Path file = folder.resolve("file." + format.fileExtension());
    float[][] speech = {
      TestBook.speechLike(
              Deliveries.profile(profile).sampleRateHz(), count * CHAPTER_MILLIS / 1_000.0, 1)
          .samples()
    };
    FileFormat.of(Deliveries.profile(profile))
        .write(
            file,
            new FileTags(
                new BookTags(
                    BookMetadata.untold("Many", "en"), "", "", "", DigitalSource.ALGORITHMIC),
                new Track("Many", 1, 1),
                chapters(count),
                chapters(count),
                Optional.empty()),
            writer -> writer.accept(speech, 0, speech[0].length));
    return file;
  }

  private static List<ChapterTime> chapters(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new ChapterTime(titleOf(i), (long) i * CHAPTER_MILLIS, (i + 1L) * CHAPTER_MILLIS))
        .toList();
  }

  private static List<String> titles(int count) {
    return chapters(count).stream().map(ChapterTime::title).toList();
  }

  private static List<Long> starts(int count) {
    return chapters(count).stream().map(ChapterTime::startMillis).toList();
  }

  private static String titleOf(int index) {
    int number = index + 1;
    return switch (index % 8) {
      case 0 -> "Chapter " + number;
      case 1 -> number + ". Κεφάλαιο, όπου ο ήρωας ταξιδεύει";
      case 2 -> "第" + number + "章 はじまりの日";
      case 3 -> "פרק " + number + ": \u200fשלום עולם";
      case 4 -> number + " الفصل الأوّل";
      case 5 -> number + " \uD83D\uDC69\u200D\uD83D\uDE80 \uD83C\uDDEC\uD83C\uDDF7 \uD83D\uDE00";
      case 6 -> number + ": " + "in which a title goes on for longer than most, ".repeat(9) + "end";
      default -> number + " " + "Ὦ ξεῖν᾿ ".repeat(80) + "; a = b # c \\ d";
    };
  }
}
