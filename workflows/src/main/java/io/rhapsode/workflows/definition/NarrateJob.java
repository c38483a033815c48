package io.rhapsode.workflows.definition;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A narration that is asked for, from whichever front door. A value: nothing runs and nothing is
 * locked until a runner gets it.
 *
 * @param settings everything that decides the narration besides the documents
 * @param books at least one document, each with its own id
 */
public record NarrateJob(NarrateSettings settings, List<BookSource> books) {
  public NarrateJob {
    requireNonNull(settings, "settings is null");
    books = List.copyOf(books);
    if (books.isEmpty()) {
      throw new IllegalArgumentException("a job has no documents");
    }
  }

  /**
   * The job over every document that is named or stands in a named folder.
   *
   * @param inputs files and folders
   * @param chapters which chapters of each book
   * @param manifest the plan that every one of them follows
   * @throws UsageException when an input does not exist or holds no document, or the language is
   *     none
   */
  public static NarrateJob of(
      NarrateSettings settings,
      List<Path> inputs,
      ChapterSelection chapters,
      Optional<BookManifest> manifest)
      throws UsageException {
    Optional<String> language =
        settings.language().isEmpty() ? Optional.empty() : Optional.of(settings.language());
    if (language.isPresent()) {
      LanguageNames.require(language.get());
    }
    List<BookSource> books =
        InputFinder.find(inputs).stream()
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
    return new NarrateJob(settings, books);
  }
}
