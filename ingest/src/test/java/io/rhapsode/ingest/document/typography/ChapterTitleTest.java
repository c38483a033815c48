package io.rhapsode.ingest.document.typography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.OutlineEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChapterTitleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chapter 1",
        "CHAPTER IV.",
        "Chapter 4. The Raft",
        "CHAPTER FOUR: More",
        "Chapter Twenty-One",
        "Chapter the First",
        "chapter.001 The Storm",
        "Chapter 3 - The End",
        "BOOK THE SECOND",
        "PART TWO: HOME",
        "EPILOGUE",
        "Prologue: Before the war",
        "Kapitel 3",
        "Erstes Kapitel",
        "Zweiter Teil",
        "Chapitre premier",
        "Première partie",
        "CHAPITRE XII",
        "Capítulo 2",
        "Primera parte",
        "Capitolo terzo",
        "Capítulo segundo",
        "Hoofdstuk 7",
        "Kapittel 2",
        "Kapitel två",
        "Luku 5",
        "Rozdział 1",
        "Kapitola 2",
        "1. kapitola",
        "2. fejezet",
        "Capitolul 3",
        "Глава 4",
        "Часть первая",
        "Розділ 2",
        "Κεφάλαιο 1",
        "Bölüm 3",
        "1. Bölüm",
        "Peatükk 2",
        "Poglavje 3",
        "Poglavlje 3",
        "Capítol 4",
        "Pennod 2",
        "Bab 3",
        "Chương 1",
        "第一章",
        "第十二章 海",
        "제3장",
        "פרק 2",
        "الفصل 3"
      })
  void titles(String line) {
    assertTrue(ChapterTitle.of(line).isPresent(), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chapter 7 of the law says that no one may pass.",
        "Part of the crew stayed.",
        "The first part.",
        "Part of it was lost",
        "Book early to avoid the rush.",
        "Letter writing is an art.",
        "Chapter 7 The judge then read the whole law aloud to all of us.",
        "In chapter 4 he dies.",
        "Introduction to the theory of everything",
        "Chapter one was easy, but chapter two was not.",
        "Teil des Schiffes war verloren.",
        "Act now.",
        "1984"
      })
  void sentences(String line) {
    assertEquals(Optional.empty(), ChapterTitle.of(line), line);
  }

  @Test
  void numbersThatGoUpAreChapters() {
    assertEquals(
        List.of("1 I @1", "1 II @3", "1 III @5"),
        outline("I", "The first text.", "II", "The second text.", "III", "The third text."));
    assertEquals(List.of(), outline("1", "The page went on", "17", "and on.", "5", "It was over."));
    assertEquals(List.of(), outline("1. Milk", "2. Bread", "3. Eggs", "That was all."));
  }

  @Test
  void chaptersStandInsideParts() {
    assertEquals(
        List.of("1 Part One @1", "2 Chapter 1: THE ROAD @2", "2 Chapter 2 @5"),
        outline("Part One", "Chapter 1", "THE ROAD", "He went.", "Chapter 2", "He came back."));
  }

  private static List<String> outline(String... paragraphs) {
    List<Block> blocks = Stream.of(paragraphs).map(text -> Block.paragraph("", text)).toList();
    List<Block> marked = ChapterHeadings.mark(blocks, true);
    assertEquals(BlockKind.PARAGRAPH, marked.get(marked.size() - 1).kind());
    return HeadingOutline.of(marked).stream().map(ChapterTitleTest::line).toList();
  }

  private static String line(OutlineEntry entry) {
    return "%d %s @%d".formatted(entry.level(), entry.title(), entry.firstBlock());
  }
}
