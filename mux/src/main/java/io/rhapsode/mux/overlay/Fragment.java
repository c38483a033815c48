package io.rhapsode.mux.overlay;

import java.util.List;

/**
 * A stretch of a content document that is spoken without a break: a sentence, or the part of one
 * that is inside or outside an element.
 *
 * @param id of the element that holds it; empty where it is the whole document
 * @param ordinal of its utterance
 * @param character of the utterance's display text at which it begins
 * @param structure the elements around it that a reader may skip or leave, from the outermost
 */
record Fragment(String id, int ordinal, int character, List<Structure> structure) {
  /**
   * An element that tells what its content is.
   *
   * @param place of its start tag, which tells it from others
   * @param type as {@code epub:type} names it
   * @param id of the element; empty where it has none
   */
  record Structure(int place, String type, String id) {}

  Fragment {
    structure = List.copyOf(structure);
  }
}
