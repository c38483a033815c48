package io.rhapsode.ingest.cast.play;

import static java.util.Objects.requireNonNull;

/**
 * The text of a block in which speakers may be named.
 *
 * @param block number of the block, from 1
 * @param text its characters; what is not read is white space
 * @param row whether it is the first cell of a row of a table
 * @param line whether it is a further line of verse
 */
public record PlayUnit(int block, String text, boolean row, boolean line) {
  public PlayUnit {
    requireNonNull(text, "text is null");
  }
}
