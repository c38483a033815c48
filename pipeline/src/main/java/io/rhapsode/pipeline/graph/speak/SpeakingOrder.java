package io.rhapsode.pipeline.graph.speak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.SpeechContext;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.text.Utterance;
import java.io.Serializable;
import java.util.Optional;

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

  /** What is asked of the voice of an utterance. */
  public SpeechRequest request(Script script, Utterance utterance) {
    SpeechRequest first =
        SpeechRequest.of(
            utterance.words(),
            utterance.language(),
            voices.named(utterance.voice(), utterance.language()),
            new Delivery(script.paceOf(utterance), Optional.empty(), Optional.empty()),
            context(script, utterance),
            baseSeed);
    int attempt = script.attemptOf(utterance);
    return attempt == 0 ? first : first.attempt(attempt).orElse(first);
  }

  private static SpeechContext context(Script script, Utterance utterance) {
    return new SpeechContext(
        neighbour(script, utterance, utterance.ordinal() - 1),
        neighbour(script, utterance, utterance.ordinal() + 1));
  }

  /** The text beside an utterance, unless another chapter or another speaker begins there. */
  private static String neighbour(Script script, Utterance utterance, int ordinal) {
    if (ordinal < 0 || ordinal >= script.utterances().size()) {
      return "";
    }
    Utterance neighbour = script.utterances().get(ordinal);
    boolean same =
        neighbour.chapter() == utterance.chapter()
            && neighbour.speaker().equals(utterance.speaker());
    return same ? neighbour.spoken() : "";
  }
}
