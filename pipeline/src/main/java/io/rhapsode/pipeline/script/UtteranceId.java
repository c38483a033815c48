package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

/**
 * An utterance among all scripts of a job.
 *
 * @param scriptId the script
 * @param ordinal position in the script, from 0
 */
public record UtteranceId(String scriptId, int ordinal) {
  public UtteranceId {
    requireNonNull(scriptId, "scriptId is null");
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal is negative: " + ordinal);
    }
  }
}
