package io.rhapsode.ingest;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.ingest.limit.TimeLimit;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The voices that documents name themselves, so that they can be looked up before a job begins. */
public final class NamedVoices {
  /** As much of a text as holds its front matter, in bytes. */
  private static final int OPENING = 4_096;

  private NamedVoices() {}

  /**
   * The names that the text of a document gives parts of it to; none for a document that cannot be
   * read. Documents that have no words for it are not read.
   */
  public static Set<String> of(BookSource source, IngestSettings settings) {
    try (LocalDocument document = LocalDocument.of(source.path())) {
      return mayName(document.file(), source.fileName(), settings.shorthand())
          ? TimeLimit.within(
              settings.limits().parseTimeoutSeconds(),
              "read voices of " + source.fileName(),
              () -> names(document.file(), source, settings))
          : Set.of();
    } catch (IOException | ExecutionException | TimeoutException unreadable) {
      // The job will read it again, and tell what is wrong with it.
      return Set.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }

  private static boolean mayName(Path file, String name, boolean shorthand) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".ssml")) {
      return true;
    }
    if (!lower.matches(".*\\.(?:md|markdown|txt|text)") || !Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String opening = new String(in.readNBytes(OPENING), StandardCharsets.ISO_8859_1);
      return shorthand || opening.contains("shorthand:");
    }
  }

  private static Set<String> names(Path file, BookSource source, IngestSettings settings)
      throws Exception {
    ExtractedBook book =
        new DocumentReader(settings.limits(), settings.skippableRoles(), settings.shorthand())
            .read(file, source.path());
    Set<String> names = new TreeSet<>();
    for (Block block : book.blocks()) {
      block.speech().voices().stream().map(MarkedSpan::value).forEach(names::add);
    }
    return names;
  }
}
