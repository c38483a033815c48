package io.rhapsode.pipeline.graph.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.script.ScriptReference;

/**
 * A film whose lines were all spoken once, and those of them that are to be said at another pace.
 *
 * @param natural the lines at the voices' own pace
 * @param again address of the {@link PacedLines} in the blob store
 */
public record FittedTakes(WorkTakes natural, String again) {
  public FittedTakes {
    requireNonNull(natural, "natural is null");
    requireNonNull(again, "again is null");
  }

  /** What is to be said again. */
  public ScriptReference script() {
    return new ScriptReference(natural.plan().workId(), natural.plan().source(), again);
  }
}
