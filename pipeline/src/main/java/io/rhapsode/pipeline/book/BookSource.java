package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A document to narrate and what was asked for it.
 *
 * @param bookId name of the book inside the job and its work folder: letters, digits, '-' only
 * @param path absolute path or file-system URI of the document
 * @param voice the voice of everything the manifest does not say otherwise
 * @param language BCP 47 tag that overrides what the document says about itself
 * @param chapters the chapters asked for
 * @param manifest an edited manifest
 */
public record BookSource(
    String bookId,
    String path,
    String voice,
    Optional<String> language,
    ChapterSelection chapters,
    Optional<BookManifest> manifest) {
  public BookSource {
    requireNonNull(path, "path is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(language, "language is null");
    requireNonNull(chapters, "chapters is null");
    requireNonNull(manifest, "manifest is null");
    if (!bookId.matches("[A-Za-z0-9-]{1,80}")) {
      throw new IllegalArgumentException("book id has other than letters, digits, '-': " + bookId);
    }
  }

  /** The last part of the path. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** The same with another manifest. */
  public BookSource withManifest(Optional<BookManifest> other) {
    return new BookSource(bookId, path, voice, language, chapters, other);
  }
}
