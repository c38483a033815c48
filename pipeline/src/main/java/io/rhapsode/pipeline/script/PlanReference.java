package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

/**
 * A plan in the blob store: what travels through the graph instead of the text of a work.
 *
 * @param workId the work
 * @param source path of the document
 * @param title title of the work
 * @param blob address of the plan in the blob store
 * @param utterances how many utterances the plan has
 * @param spokenCharacters characters of their normalised text
 * @param readNanos time that reading and planning took, in nanoseconds
 */
public record PlanReference(
    String workId,
    String source,
    String title,
    String blob,
    int utterances,
    long spokenCharacters,
    long readNanos) {
  public PlanReference {
    requireNonNull(workId, "workId is null");
    requireNonNull(source, "source is null");
    requireNonNull(title, "title is null");
    requireNonNull(blob, "blob is null");
  }

  /** The script inside the plan. */
  public ScriptReference script() {
    return new ScriptReference(workId, source, blob);
  }
}
