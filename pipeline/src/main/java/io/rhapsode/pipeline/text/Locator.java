package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

/**
 * Where text stands in its source. Blocks are the paragraphs, headings, list items and cells of a
 * document in reading order; they are numbered from 1 through the whole document.
 *
 * @param part the file inside the container, or "page 12", or empty when the document has no parts
 * @param block number of the block, from 1
 * @param span the characters of the block's extracted text
 */
public record Locator(String part, int block, Span span) {
  public Locator {
    requireNonNull(part, "part is null");
    requireNonNull(span, "span is null");
    if (block < 1) {
      throw new IllegalArgumentException("block numbers start at 1: " + block);
    }
  }

  /** The place as a person reads it: "OEBPS/ch1.xhtml, paragraph 12". */
  public String describe() {
    return part.isEmpty() ? "paragraph " + block : part + ", paragraph " + block;
  }
}
