package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.Script;
import java.util.List;

/**
 * Lines that are said once more at another pace, because they did not fit into their slots.
 *
 * @param script what is said, and how
 * @param ordinals for each utterance of the script its ordinal in the script of the plan
 */
public record PacedLines(Script script, List<Integer> ordinals) {
  public PacedLines {
    requireNonNull(script, "script is null");
    ordinals = List.copyOf(ordinals);
    if (ordinals.size() != script.utterances().size()) {
      throw new IllegalArgumentException(
          "%d ordinals for %d utterances".formatted(ordinals.size(), script.utterances().size()));
    }
  }
}
