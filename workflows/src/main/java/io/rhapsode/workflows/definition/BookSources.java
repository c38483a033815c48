package io.rhapsode.workflows.definition;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the documents of a job out of what the command line names. */
public final class BookSources {
  private BookSources() {}

  /**
   * @param inputs files and folders
   * @throws UsageException when an input does not exist or holds no document
   */
  public static List<BookSource> of(
      List<Path> inputs,
      NarrateSettings settings,
      ChapterSelection chapters,
      Optional<BookManifest> manifest)
      throws UsageException {
    Optional<String> language =
        settings.language().isEmpty() ? Optional.empty() : Optional.of(settings.language());
    return InputFinder.find(inputs).stream()
        .map(
            path ->
                new BookSource(
                    BookIds.of(path),
                    path.toString(),
                    settings.voice(),
                    language,
                    chapters,
                    manifest))
        .toList();
  }
}
