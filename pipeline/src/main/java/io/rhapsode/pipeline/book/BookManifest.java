package io.rhapsode.pipeline.book;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * The editable plan of a book: which blocks make which chapter, under which title, in which voice,
 * and which text is not read. A manifest is made for every book; a person may edit it and pass it
 * back, and then it decides alone: what it lists is read and what it does not list is skipped.
 *
 * @param source path of the document
 * @param textSha256 hash of the extracted text, lower-case hexadecimal: the block numbers are valid
 *     only for this text
 * @param metadata title, authors and the other tags
 * @param voice the voice of chapters that name none
 * @param chapters in reading order; their block ranges do not overlap
 * @param skips text inside the chapters that is not read
 */
public record BookManifest(
    String source,
    String textSha256,
    BookMetadata metadata,
    String voice,
    List<ChapterEntry> chapters,
    List<SkipEntry> skips) {
  public BookManifest {
    requireNonNull(source, "source is null");
    requireNonNull(textSha256, "textSha256 is null");
    requireNonNull(metadata, "metadata is null");
    requireNonNull(voice, "voice is null");
    chapters = List.copyOf(chapters);
    skips = List.copyOf(skips);
  }

  /**
   * A chapter.
   *
   * @param title never blank
   * @param level depth in the table of contents, from 1
   * @param voice the voice, if other than the book's
   * @param firstBlock number of its first block, from 1
   * @param lastBlock number of its last block
   * @param read whether it is narrated
   */
  public record ChapterEntry(
      String title,
      int level,
      Optional<String> voice,
      int firstBlock,
      int lastBlock,
      boolean read) {
    public ChapterEntry {
      requireNonNull(voice, "voice is null");
      if (title.isBlank()) {
        throw new IllegalArgumentException("a chapter has a blank title");
      }
      if (level < 1) {
        throw new IllegalArgumentException("level of '%s' is below 1: %d".formatted(title, level));
      }
      if (firstBlock < 1 || lastBlock < firstBlock) {
        throw new IllegalArgumentException(
            "blocks %d to %d of '%s' are not an ascending range from 1"
                .formatted(firstBlock, lastBlock, title));
      }
    }
  }

  /**
   * Text that is not read.
   *
   * @param block number of the block, from 1
   * @param characters the part of the block, or all of it when absent
   * @param detail what the reason does not say, such as the role; possibly empty
   * @param text the beginning of the skipped text, for the reader of the manifest only
   */
  public record SkipEntry(
      int block, Optional<Span> characters, SkipReason reason, String detail, String text) {
    public SkipEntry {
      requireNonNull(characters, "characters is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
      requireNonNull(text, "text is null");
      if (block < 1) {
        throw new IllegalArgumentException("block numbers start at 1: " + block);
      }
    }
  }
}
