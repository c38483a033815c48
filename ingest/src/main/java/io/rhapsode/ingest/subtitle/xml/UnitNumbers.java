package io.rhapsode.ingest.subtitle.xml;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of the units of an XLIFF document: their ids, which are unique in a file of it only, so
 * that the second of an id is "id#2". Used by one thread.
 */
final class UnitNumbers {
  private final Map<String, Integer> seen = new HashMap<>();

  /** The name of the next unit of a document. */
  String next(String id) {
    int number = seen.merge(id, 1, Integer::sum);
    return number == 1 ? id : id + "#" + number;
  }
}
