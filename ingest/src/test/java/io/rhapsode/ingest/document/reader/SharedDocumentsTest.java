package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.BlockKind;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SharedDocumentsTest {
  private static final Map<String, FailureCode> UNREADABLE =
      Map.of(
          "aeneas_job_container.epub", FailureCode.UNSUPPORTED_DOCUMENT,
          "tika_testOCR.pdf", FailureCode.NO_TEXT,
          "tika_testPDF_no_extract_no_accessibility_owner_user.pdf", FailureCode.PROTECTED_DOCUMENT,
          "tika_testODTEncrypted.odt", FailureCode.PROTECTED_DOCUMENT,
          "tika_testWORD_protected_passtika.docx", FailureCode.PROTECTED_DOCUMENT);

  @Test
  void everyDocumentIsReadOrRefusedWithItsCode() throws IOException {
    List<Path> files = new ArrayList<>(SharedData.files("docs"));
    files.addAll(SharedData.files("epub"));
    Map<String, FailureCode> refused = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      try {
        ExtractedBook book = Documents.read(file);
        assertTrue(book.blocks().stream().anyMatch(block -> !block.excluded()), name);
      } catch (FailureException failed) {
        refused.put(name, failed.failure().code());
        assertEquals(1, failed.failure().message().lines().count(), name);
      }
    }
    assertEquals(new TreeMap<>(UNREADABLE), refused);
  }

  @Test
  void chaptersOfANovelAreNamedAsInItsTableOfContents() throws Exception {
    ExtractedBook book =
        Documents.read(SharedData.file("epub", "gutenberg_robinson_crusoe_full.epub"));
    assertEquals("The Life and Adventures of Robinson Crusoe", book.metadata().title());
    assertEquals(List.of("Daniel Defoe"), book.metadata().authors());
    assertEquals(24, book.outline().size());
    assertEquals("CHAPTER I. START IN LIFE", book.outline().get(3).title());
    assertEquals("CHAPTER XX. FIGHT BETWEEN FRIDAY AND A BEAR", book.outline().get(22).title());
    for (OutlineEntry chapter : book.outline().subList(3, 23)) {
      Block first = book.blocks().get(chapter.firstBlock() - 1);
      assertEquals(chapter.title(), first.text().replace('\n', ' '));
      assertEquals(BlockKind.HEADING, first.kind());
    }
    assertEquals("image/png", book.cover().orElseThrow().mediaType());
  }

  @Test
  void nestedNavigationLeadsIntoTheMiddleOfAFile() throws Exception {
    ExtractedBook book = Documents.read(SharedData.file("epub", "idpf_childrens_literature.epub"));
    assertEquals(22, book.outline().size());
    OutlineEntry part = book.outline().get(5);
    assertEquals("II. Friendship", part.title());
    assertEquals(4, part.level());
    assertTrue(book.blocks().get(part.firstBlock() - 1).text().contains("Friendship"));
  }

  @Test
  void theSameFileGivesTheSameBook() throws Exception {
    Path file = SharedData.file("docs", "tika_testPDF.pdf");
    assertEquals(Documents.read(file), Documents.read(file));
  }
}
