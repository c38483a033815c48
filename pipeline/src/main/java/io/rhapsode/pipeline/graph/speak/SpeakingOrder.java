package io.rhapsode.pipeline.graph.speak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.JobVoices;
import java.io.Serializable;

/**
 * How the utterances of a job are handed to the speakers.
 *
 * @param voices every voice of the job
 * @param baseSeed 0 unless the user wants another reading
 * @param batchSize most requests handed over at once, from 1
 * @param shards how many workers may speak with the same voice at the same time, from 1
 */
public record SpeakingOrder(JobVoices voices, long baseSeed, int batchSize, int shards)
    implements Serializable {
  public SpeakingOrder {
    requireNonNull(voices, "voices is null");
    if (batchSize < 1 || shards < 1) {
      throw new IllegalArgumentException(
          "batch size %d or shards %d is below 1".formatted(batchSize, shards));
    }
  }
}
