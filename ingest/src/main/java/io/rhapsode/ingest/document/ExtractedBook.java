package io.rhapsode.ingest.document;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All text of a document, what it says about itself, and its table of contents.
 *
 * @param metadata its language is {@link #UNDETERMINED} when the document names none
 * @param blocks in reading order; the number of a block is its position, from 1
 * @param outline in reading order, the first blocks strictly ascending; blocks before the first
 *     entry belong to none; possibly empty
 * @param lexicons pronunciations that the document brings along
 * @param warnings what a person should know, one line each
 */
public record ExtractedBook(
    BookMetadata metadata,
    List<Block> blocks,
    List<OutlineEntry> outline,
    Optional<ExtractedCover> cover,
    List<Lexicon> lexicons,
    List<String> warnings) {
  /** The BCP 47 tag of text whose language is not known. */
  public static final String UNDETERMINED = "und";

  /** The same book with another warning. */
  public ExtractedBook warned(String warning) {
    List<String> all = new ArrayList<>(warnings);
    all.add(warning);
    return new ExtractedBook(metadata, blocks, outline, cover, lexicons, all);
  }

  /** A book that brings no pronunciations along. */
  public ExtractedBook(
      BookMetadata metadata,
      List<Block> blocks,
      List<OutlineEntry> outline,
      Optional<ExtractedCover> cover,
      List<String> warnings) {
    this(metadata, blocks, outline, cover, List.of(), warnings);
  }

  public ExtractedBook {
    requireNonNull(metadata, "metadata is null");
    requireNonNull(cover, "cover is null");
    blocks = List.copyOf(blocks);
    outline = List.copyOf(outline);
    lexicons = List.copyOf(lexicons);
    warnings = List.copyOf(warnings);
    int previous = 0;
    for (OutlineEntry entry : outline) {
      if (entry.firstBlock() <= previous || entry.firstBlock() > blocks.size()) {
        throw new IllegalArgumentException(
            "'%s' begins at block %d, after %d and of %d"
                .formatted(entry.title(), entry.firstBlock(), previous, blocks.size()));
      }
      previous = entry.firstBlock();
    }
  }
}
