package io.rhapsode.ingest.cast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookManifest.ChapterEntry;
import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.book.BookManifest.SkipEntry;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.cast.CastMember;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CastFinderTest {
  private static final List<String> TALK =
      List.of(
          "Ann Brown and her brother Tom sat by the fire. Old Mr. Grey came in.",
          "“Good evening,” said Mr. Grey. “It is cold tonight.”",
          "“Yes,” said Ann, “very cold. Will you sit down, Mr. Grey?”",
          "“Thank you.”",
          "Tom laughed. “He never sits down,” he said.",
          "“Tom, be quiet!” cried Ann.",
          "“I will not.”",
          "He went out and slammed the door.");

  @Test
  void findsWhoSaysWhat() {
    BookManifest cast = find(TALK, manifest(TALK.size(), Map.of(), List.of(), List.of()));
    assertEquals(
        List.of(
            "Mr. Grey: “Good evening,”",
            "Mr. Grey: “It is cold tonight.”",
            "Ann Brown: “Yes,”",
            "Ann Brown: “very cold. Will you sit down, Mr. Grey?”",
            "Mr. Grey: “Thank you.”",
            "Tom: “He never sits down,”",
            "Ann Brown: “Tom, be quiet!”",
            "Tom: “I will not.”"),
        lines(cast));
    assertEquals(List.of("Mr. Grey", "Ann Brown", "Tom"), List.copyOf(cast.cast().keySet()));
    assertEquals(List.of("Ann"), cast.cast().get("Ann Brown").aliases());
    assertEquals(Optional.of(Sex.FEMALE), cast.cast().get("Ann Brown").sex());
    assertEquals(Optional.of(Sex.MALE), cast.cast().get("Tom").sex());
  }

  @Test
  void whatAPersonHasWrittenStays() {
    CastMember nan =
        new CastMember(Optional.of("high"), Optional.empty(), List.of("Ann"), 0, List.of());
    LineEntry own =
        new LineEntry(3, Optional.of(new Span(2, 4)), Optional.of("Nan"), Optional.empty(), "es");
    BookManifest cast =
        find(TALK, manifest(TALK.size(), Map.of("Nan", nan), List.of(own), List.of()));
    assertEquals(Optional.of("high"), cast.cast().get("Nan").voice());
    assertEquals(List.of("Ann", "Ann Brown"), cast.cast().get("Nan").aliases());
    assertEquals(own, cast.lines().get(2));
    assertEquals("Nan: “very cold. Will you sit down, Mr. Grey?”", lines(cast).get(3));
    assertEquals(cast, find(TALK, cast));
  }

  @Test
  void textThatIsNotReadIsNoSpeech() {
    List<String> blocks = List.of("“Yes,”1 said Ann.", "“Not read.”");
    BookManifest cast =
        find(
            blocks,
            manifest(
                2,
                Map.of(),
                List.of(),
                List.of(
                    new SkipEntry(1, Optional.of(new Span(6, 7)), SkipReason.ROLE, "", "1"),
                    new SkipEntry(2, Optional.empty(), SkipReason.ROLE, "", ""))));
    assertEquals(List.of("Ann: “Yes,”"), lines(cast));
  }

  private static List<String> lines(BookManifest cast) {
    return cast.lines().stream()
        .map(line -> line.guess().or(line::speaker).orElse("?") + ": " + line.text())
        .toList();
  }

  private static BookManifest find(List<String> texts, BookManifest manifest) {
    List<Block> blocks = new ArrayList<>();
    texts.forEach(text -> blocks.add(Block.paragraph("", text)));
    ExtractedBook book =
        new ExtractedBook(
            BookMetadata.untold("Talk", "en"), blocks, List.of(), Optional.empty(), List.of());
    return CastFinder.find(book, manifest, "en");
  }

  private static BookManifest manifest(
      int blocks, Map<String, CastMember> cast, List<LineEntry> lines, List<SkipEntry> skips) {
    return new BookManifest(
        "talk.txt",
        "0",
        BookMetadata.untold("Talk", "en"),
        "narrator",
        cast,
        List.of(new ChapterEntry("Talk", 1, Optional.empty(), 1, blocks, true)),
        lines,
        skips);
  }
}
