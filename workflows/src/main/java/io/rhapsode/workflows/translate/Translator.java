package io.rhapsode.workflows.translate;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Somebody who translates. */
public interface Translator {
  /**
   * Translates lines. What is missing in the answer was not translated.
   *
   * @return texts by the ids of their lines
   * @throws IOException when there is no answer at all
   */
  Map<Integer, String> translate(List<TranslationLine> lines) throws IOException;

  /** What decides its answers besides the lines, for finding them again. */
  String identity();
}
