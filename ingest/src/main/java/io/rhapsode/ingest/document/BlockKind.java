package io.rhapsode.ingest.document;

/** What a block is, which decides the pause after it. */
public enum BlockKind {
  /** A heading; its level is 1 to 6. Keeps the line ends that its author set. */
  HEADING,
  PARAGRAPH,
  /**
   * A further line of verse or of another text whose lines stand apart; the first is a paragraph.
   */
  LINE,
  LIST_ITEM,
  /** The first cell of a table's row; the blocks of a table follow row by row. */
  TABLE_ROW,
  /** A further cell of the row; a further paragraph in a cell is a {@link #PARAGRAPH}. */
  TABLE_CELL,
  /** A paragraph of a block quotation. */
  QUOTE,
  /** Preformatted text; keeps its line ends. */
  CODE,
  /** The caption of a figure or table. */
  CAPTION,
  /** The description of a picture, which is in the source but not among its running text. */
  IMAGE_DESCRIPTION,
  /** A change of scene: a rule, which has no text, or a line of ornaments. */
  BREAK,
  /** A part of the document that cannot be read; it has no text. */
  LOST
}
