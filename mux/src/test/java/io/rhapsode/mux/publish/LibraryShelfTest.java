package io.rhapsode.mux.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.mux.tag.BookTags;
import io.rhapsode.mux.tag.DigitalSource;
import io.rhapsode.pipeline.book.BookMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryShelfTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Ada Lovelace, '', '', Ada Lovelace/Notes",
    "Ada Lovelace, Engines, 2, Ada Lovelace/Engines/02 - Notes",
    "Ada Lovelace, Engines, 12.5, Ada Lovelace/Engines/12.5 - Notes",
    "Ada Lovelace, Engines, two, Ada Lovelace/Engines/Notes",
    "Ada Lovelace, A/B: C, 1, Ada Lovelace/A B C/01 - Notes",
    "'', '', '', Notes",
    "../.., ../.., 1, Untitled/Untitled/01 - Notes",
  })
  void booksStandByAuthorAndSeries(String author, String series, String part, String expected) {
    LibraryShelf shelf = new LibraryShelf(folder);
    assertEquals(folder.resolve(expected), shelf.folderOf(tags(author, series, part), "Notes"));
  }

  @Test
  void filesAreReplacedAndWhatOthersPutThereStays() throws IOException {
    Path shelf = folder.resolve("Ada/Notes");
    Path audio = Files.writeString(folder.resolve("book.m4b"), "one");
    LibraryShelf.put(shelf, Map.of("Notes.m4b", audio, "cover.jpg", audio), List.of());
    assertEquals("one", Files.readString(shelf.resolve("Notes.m4b")));
    Files.writeString(shelf.resolve("mine.txt"), "mine");
    Path next = Files.writeString(folder.resolve("next.m4b"), "two");
    LibraryShelf.put(shelf, Map.of("Notes.m4b", next), List.of("Notes.m4b", "cover.jpg"));
    LibraryShelf.put(shelf, Map.of("Notes.m4b", next), List.of("Notes.m4b"));
    assertEquals("two", Files.readString(shelf.resolve("Notes.m4b")));
    assertFalse(Files.exists(shelf.resolve("cover.jpg")));
    assertTrue(Files.exists(shelf.resolve("mine.txt")));
    try (var names = Files.list(shelf)) {
      assertEquals(2, names.count());
    }
  }

  private static BookTags tags(String author, String series, String part) {
    BookMetadata metadata =
        new BookMetadata(
            "Notes",
            Optional.empty(),
            author.isEmpty() ? List.of() : List.of(author),
            "en",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            told(series),
            told(part),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new BookTags(metadata, "", "", "test", DigitalSource.TRAINED);
  }

  private static Optional<String> told(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
