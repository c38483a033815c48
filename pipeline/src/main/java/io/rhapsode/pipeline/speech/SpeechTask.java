package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.UtteranceId;
import java.util.List;

/**
 * A request and every utterance of the job that is served by its take.
 *
 * @param source a document and place for error messages
 * @param uses at least one utterance
 */
public record SpeechTask(SpeechRequest request, String source, List<UtteranceId> uses) {
  public SpeechTask {
    requireNonNull(request, "request is null");
    requireNonNull(source, "source is null");
    uses = List.copyOf(uses);
    if (uses.isEmpty()) {
      throw new IllegalArgumentException("no utterance uses " + request.address());
    }
  }
}
