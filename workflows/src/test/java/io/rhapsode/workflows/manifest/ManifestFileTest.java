package io.rhapsode.workflows.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Manner;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFileTest {
  private static final String HEAD =
      """
      source: book.epub
      textSha256: abc
      voice: en-gb
      cast: {Ada: en-us}
      metadata:
        title: A Book
        language: en
      """;

  @TempDir Path folder;

  @Test
  void everyFieldSurvivesTheFile() throws IOException, UsageException {
    BookManifest manifest =
        new BookManifest(
            "/books/Ô: \"quoted\" # not a comment.epub",
            "0123abcd",
            new BookMetadata(
                "No: a title\nof two lines",
                Optional.of("Sub\ttitle"),
                List.of("A, B", "- C"),
                "en",
                Optional.of("yes"),
                Optional.of("1719"),
                Optional.of("\u0007 bell, \\ and 😀"),
                Optional.of("null"),
                Optional.of("1.5"),
                Optional.of("978-0-00-000000-2"),
                Optional.of("Public domain"),
                List.of("Fiction / Sea")),
            "en-gb",
            Map.of(
                "Ada: \"the first\"",
                new CastMember(
                    Optional.of("en-us"),
                    Optional.of(Sex.FEMALE),
                    List.of("- Miss A: no", "null"),
                    3,
                    List.of("“Yes: # no”")),
                "Ben",
                CastMember.of("yes"),
                "Cy",
                new CastMember(
                    Optional.empty(), Optional.empty(), List.of(), 0, List.of(), Optional.of(90))),
            List.of(
                new ChapterEntry("Ἰλιάς", 1, Optional.empty(), 1, 3, true, Optional.of(130)),
                new ChapterEntry("第一章", 2, Optional.of("ja"), 4, 4, false)),
            List.of(
                new LineEntry(2, Optional.empty(), Optional.of("Ben"), Optional.empty(), "“No”"),
                new LineEntry(
                    2,
                    Optional.of(new Span(4, 5)),
                    Optional.empty(),
                    Optional.of("Cy: \""),
                    Optional.of(0.25),
                    Optional.empty(),
                    "?"),
                new LineEntry(
                    3, Optional.of(new Span(2, 3)), Optional.empty(), Optional.of(0), "# {"),
                new LineEntry(
                    4,
                    Optional.of(new Span(0, 30)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(250),
                    new Manner(
                        Optional.of("a: voice"),
                        2,
                        true,
                        List.of(LexiconEntry.of("One", new Saying.Phonemes("w\u028cn"))),
                        Optional.of(75)),
                    "One. Two.")),
            List.of(
                new SkipEntry(2, Optional.empty(), SkipReason.ROLE, "footnote", "1 See: below"),
                new SkipEntry(3, Optional.of(new Span(0, 12)), SkipReason.MANIFEST, "", "{x}")));
    assertEquals(manifest, read(ManifestWriter.write(manifest)));
    BookManifest paced = manifest.paced(Optional.of(110));
    assertEquals(paced, read(ManifestWriter.write(paced)));
  }

  @Property(tries = 200)
  void anyTextSurvivesTheFile(@ForAll("texts") String text) throws IOException, UsageException {
    BookManifest manifest =
        new BookManifest(
            "source",
            "hash",
            BookMetadata.untold("t" + text, "en"),
            "v" + text,
            Map.of("s" + text, CastMember.of("v" + text)),
            List.of(new ChapterEntry("c" + text, 1, Optional.empty(), 1, 1, true)),
            List.of(
                new LineEntry(
                    1, Optional.empty(), Optional.of("s" + text), Optional.empty(), text)),
            List.of(new SkipEntry(1, Optional.empty(), SkipReason.HIDDEN, text, text)));
    Path file = Files.createTempFile("manifest", ".yaml");
    try {
      Files.writeString(file, ManifestWriter.write(manifest));
      assertEquals(manifest, ManifestFile.read(file));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30).filter(ManifestFileTest::hasNoLoneSurrogate),
        Arbitraries.strings()
            .withChars("\n\t:#-{}[]'\"\\ ,&*!|>%@`ab\u0085\u2028")
            .ofMaxLength(20));
  }

  @Test
  void shortFormsAreUnderstood() throws IOException, UsageException {
    BookManifest manifest =
        read(
            HEAD
                + """
                chapters:
                  - {title: One, blocks: 3-17}
                  - {title: Two, blocks: 18}
                skips:
                  - {block: 5}
                  - {block: 6, characters: 0-12}
                """);
    assertEquals(
        List.of(
            new ChapterEntry("One", 1, Optional.empty(), 3, 17, true),
            new ChapterEntry("Two", 1, Optional.empty(), 18, 18, true)),
        manifest.chapters());
    assertEquals(
        List.of(
            new SkipEntry(5, Optional.empty(), SkipReason.MANIFEST, "", ""),
            new SkipEntry(6, Optional.of(new Span(0, 12)), SkipReason.MANIFEST, "", "")),
        manifest.skips());
    assertEquals(BookMetadata.untold("A Book", "en"), manifest.metadata());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"  - {title: One, block: 3}\"|9: unknown key 'chapters[0].block'; the nearest is"
            + " 'chapters[0].blocks'",
        "\"  - {title: One, blocks: 3-17}\n"
            + "  - {title: Two, blocks: 17-20}\"|10: chapters/1 has block 17, which an earlier"
            + " chapter has already",
        "\"  - {title: One, blocks: 9-3}\"|9: chapters[0].blocks is '9-3', not ascending from 1",
        "\"  - title: One\n    blocks: three\"|10: chapters[0].blocks is 'three', not such as 3-17",
        "\"  - {blocks: 3}\"|9: chapters[0].title is missing",
        "\"  - {title: One, blocks: 3}\n"
            + "skips:\n"
            + "  - {block: 3, reason: dull}\"|11: 'skips[0].reason' is not one of role, hidden,"
            + " non_linear, navigation, page_furniture, nothing_to_speak, not_selected, manifest,"
            + " unreadable, speaker_label, sound_description, lyrics, on_screen_text, repeated,"
            + " pronunciation, no_voice",
        "\"  - {title: One, blocks: 3}\nlines:\n  - {block: 3}\n  - {block: 4, speaker: Aba}\"|12:"
            + " lines/1/speaker is 'Aba', not in the cast; the nearest is 'Ada'",
        "\"  - {title: One, blocks: 3}\nlines:\n  - {block: 3, speakers: Ada}\"|11: unknown key"
            + " 'lines[0].speakers'; the nearest is 'lines[0].speaker'",
        "\"  - {title: One, blocks: 3}\nlines:\n  - {block: 3, pauseMillis: -1}\"|11:"
            + " lines[0].pauseMillis is -1, not 0 to 60000",
      })
  void mistakesNameTheLineAndTheKey(String chapters, String message) throws IOException {
    Path file = folder.resolve("book.yaml");
    Files.writeString(file, HEAD + "chapters:\n" + chapters + "\n");
    UsageException error = assertThrows(UsageException.class, () -> ManifestFile.read(file));
    assertEquals(file + ", line " + message, error.getMessage());
  }

  private BookManifest read(String yaml) throws IOException, UsageException {
    return ManifestFile.read(Files.writeString(folder.resolve("book.yaml"), yaml));
  }

  private static boolean hasNoLoneSurrogate(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
