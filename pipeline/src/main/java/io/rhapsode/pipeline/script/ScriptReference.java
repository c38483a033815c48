package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;

/**
 * A script in the blob store: what travels through the graph instead of its text. The script is
 * part of a plan, which says besides what is to be made of it.
 *
 * @param id the work
 * @param source path of the document or film
 * @param plan address of the plan in the blob store: a JSON object whose "script" is the script
 */
public record ScriptReference(String id, String source, String plan) {
  private static final String PLACE = "/script";

  public ScriptReference {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    requireNonNull(plan, "plan is null");
  }

  /**
   * Reads the script, and nothing else of the plan.
   *
   * @throws java.io.FileNotFoundException when the store has no such plan
   */
  public Script read(BlobStore blobs) throws IOException {
    return blobs.getJson(plan, PLACE, Script.class);
  }
}
