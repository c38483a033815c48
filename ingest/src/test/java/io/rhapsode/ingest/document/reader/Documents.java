package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExcludedSpan;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureException;
import java.nio.file.Path;
import java.util.List;

/** Reads documents with the default settings and shows them in one line per block. */
final class Documents {
  static final DocumentReader READER =
      new DocumentReader(ContainerLimits.DEFAULTS, DocumentRoles.DEFAULT_SKIPPABLE);

  private Documents() {}

  static ExtractedBook read(Path file) throws FailureException {
    return READER.read(file, file.toString());
  }

  static Failure failure(Path file) {
    return assertThrows(FailureException.class, () -> read(file)).failure();
  }

  /** "PARAGRAPH (label) text", with excluded stretches in brackets: "[REASON detail|text]". */
  static List<String> lines(ExtractedBook book) {
    return book.blocks().stream().map(Documents::line).toList();
  }

  static List<String> outline(ExtractedBook book) {
    return book.outline().stream()
        .map(entry -> "%d %s @%d".formatted(entry.level(), entry.title(), entry.firstBlock()))
        .toList();
  }

  private static String line(Block block) {
    StringBuilder text = new StringBuilder(block.text());
    for (int index = block.exclusions().size() - 1; index >= 0; index--) {
      ExcludedSpan excluded = block.exclusions().get(index);
      text.insert(excluded.characters().end(), "]");
      text.insert(
          excluded.characters().start(), "[%s %s|".formatted(excluded.reason(), excluded.detail()));
    }
    block.label().ifPresent(label -> text.insert(0, "(" + label + ") "));
    String level = block.level() > 0 ? String.valueOf(block.level()) : "";
    return (block.kind() + level + " " + text).strip();
  }
}
