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
 * @param findsCast whether who says what is looked for, unless the manifest tells it already
 */
public record BookSource(
    String bookId,
    String path,
    String voice,
    Optional<String> language,
    ChapterSelection chapters,
    Optional<BookManifest> manifest,
    boolean findsCast) {
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

  /** A book that is read as the manifest tells, or by one voice. */
  public BookSource(
      String bookId,
      String path,
      String voice,
      Optional<String> language,
      ChapterSelection chapters,
      Optional<BookManifest> manifest) {
    this(bookId, path, voice, language, chapters, manifest, false);
  }

  /** The same book, whose cast is looked for. */
  public BookSource findingCast() {
    return new BookSource(bookId, path, voice, language, chapters, manifest, true);
  }

  /** The same book, read as a manifest tells. */
  public BookSource following(BookManifest followed) {
    return new BookSource(bookId, path, voice, language, chapters, Optional.of(followed), false);
  }

  /** The last part of the path. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** The same with another manifest, or with none. */
  public BookSource withManifest(Optional<BookManifest> other) {
    return new BookSource(bookId, path, voice, language, chapters, other, findsCast);
  }

  /** The same with other chapters. */
  public BookSource withChapters(ChapterSelection others) {
    return new BookSource(bookId, path, voice, language, others, manifest, findsCast);
  }
}
