package io.rhapsode.pipeline.book;

import io.rhapsode.pipeline.text.SourcePlaces;
import java.util.List;

/**
 * Where the text of a publication stands in its files.
 *
 * @param blocks of each block of the extracted text, block 1 first
 */
public record BlockPlaces(List<SourcePlaces> blocks) {
  public BlockPlaces {
    blocks = List.copyOf(blocks);
  }

  /** The places of a block by its number, from 1. */
  public SourcePlaces of(int block) {
    return blocks.get(block - 1);
  }
}
