package io.rhapsode.ingest.document;

/**
 * A chapter or section by the document's own table of contents.
 *
 * @param title as in the table of contents, never blank
 * @param level depth in the table of contents, from 1
 * @param firstBlock number of its first block, from 1
 */
public record OutlineEntry(String title, int level, int firstBlock) {
  public OutlineEntry {
    if (title.isBlank()) {
      throw new IllegalArgumentException("an outline entry has a blank title");
    }
    if (level < 1 || firstBlock < 1) {
      throw new IllegalArgumentException(
          "level %d or first block %d of '%s' is below 1".formatted(level, firstBlock, title));
    }
  }
}
