package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.Block;
import java.util.List;
import java.util.Map;

/**
 * The text of one HTML document.
 *
 * @param blocks in document order
 * @param anchors for every id, the index in {@code blocks} of the first block that begins at or
 *     holds the element; equal to their number when nothing follows it
 * @param warnings what the document asks for in vain, a line each
 */
public record HtmlText(List<Block> blocks, Map<String, Integer> anchors, List<String> warnings) {
  /** The text of a document that cannot be read. */
  public static final HtmlText NONE = new HtmlText(List.of(), Map.of(), List.of());

  public HtmlText {
    blocks = List.copyOf(blocks);
    anchors = Map.copyOf(anchors);
    warnings = List.copyOf(warnings);
  }
}
