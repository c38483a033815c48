package io.rhapsode.ingest.document.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * The blocks of a document so far, with where its ids point and the label of the list item that is
 * open. Used by one thread.
 */
final class Drafts {
  /** An id inside the block that is being built. */
  private record Anchor(String id, int offset) {}

  private final List<DraftBlock> blocks = new ArrayList<>();
  private final Map<String, Integer> anchors = new HashMap<>();
  private final List<Anchor> open = new ArrayList<>();

  /** Until a block bears it. */
  private String label;

  private Element labelled;

  List<DraftBlock> blocks() {
    return List.copyOf(blocks);
  }

  /** Indices of blocks by id. */
  Map<String, Integer> anchors() {
    return Map.copyOf(anchors);
  }

  /**
   * An id; the first of a name counts.
   *
   * @param offset in the block that is being built, in UTF-16 units
   */
  void anchor(String id, int offset) {
    if (id.isEmpty() || anchors.containsKey(id)) {
      return;
    }
    anchors.put(id, blocks.size());
    if (offset > 0) {
      open.add(new Anchor(id, offset));
    }
  }

  /** What stands before the next block, such as the number of an item. */
  void label(Element item, String text) {
    label = text;
    labelled = item;
  }

  /** Drops the label of an item that ends and had no block to bear it. */
  void endLabel(Element item) {
    if (labelled == item) {
      label = null;
    }
  }

  /** Ends the block that is being built; ids behind its text are those of the next. */
  void add(Optional<DraftBlock> built) {
    built.map(this::labelled).ifPresent(blocks::add);
    int length = built.map(draft -> draft.block().text().length()).orElse(0);
    for (Anchor anchor : open) {
      if (anchor.offset() >= length) {
        anchors.put(anchor.id(), blocks.size());
      }
    }
    open.clear();
  }

  /** A break between scenes, which bears no label. */
  void addBreak(DraftBlock scene) {
    blocks.add(scene);
  }

  private DraftBlock labelled(DraftBlock draft) {
    if (label == null || draft.block().excluded()) {
      return draft;
    }
    DraftBlock labelled = draft.labelled(label);
    label = null;
    return labelled;
  }

  /** A pause behind the last block, where it has text; says whether there is such a block. */
  boolean pause(int millis, boolean exact) {
    int last = blocks.size() - 1;
    boolean text = last >= 0 && !blocks.get(last).block().text().isEmpty();
    if (text) {
      blocks.set(last, blocks.get(last).pausing(millis, exact));
    }
    return text;
  }
}
