package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.store.TakeAddress;
import java.util.List;

/**
 * A request on its way through the graph, with every utterance of the job that its take serves.
 *
 * @param source the document of the first use, for messages
 * @param uses at least one utterance, in order of script and position
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

  /** Where the take is kept. */
  public TakeAddress address() {
    return request.address();
  }

  /** The same request for other utterances. */
  public SpeechTask withUses(List<UtteranceId> others) {
    return new SpeechTask(request, source, others);
  }
}
