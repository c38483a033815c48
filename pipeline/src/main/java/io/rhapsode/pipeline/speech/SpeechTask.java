package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.text.UtteranceId;
import java.util.List;
import java.util.Map;

/**
 * A request on its way through the graph, with every utterance of the job that its take serves. It
 * names its voice; the stage that speaks knows what is behind the name.
 *
 * @param address where the take is kept
 * @param text normalised text, never blank
 * @param language BCP 47 tag of the text
 * @param voice name of the voice
 * @param seed seed of all randomness in the synthesis
 * @param source the document of the first use, for messages
 * @param uses at least one utterance, in order of book and position
 */
public record SpeechTask(
    TakeAddress address,
    String text,
    String language,
    String voice,
    long seed,
    String source,
    List<UtteranceId> uses) {
  public SpeechTask {
    requireNonNull(address, "address is null");
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(source, "source is null");
    uses = List.copyOf(uses);
    if (uses.isEmpty()) {
      throw new IllegalArgumentException("no utterance uses " + address);
    }
  }

  public static SpeechTask of(SpeechRequest request, String source, List<UtteranceId> uses) {
    return new SpeechTask(
        request.address(),
        request.text(),
        request.language(),
        request.voice().name(),
        request.seed(),
        source,
        uses);
  }

  /**
   * The request for the engine.
   *
   * @param voices the voices of the job by name
   * @throws IllegalArgumentException when the job has no such voice
   */
  public SpeechRequest request(Map<String, Voice> voices) {
    Voice known = voices.get(voice);
    if (known == null) {
      throw new IllegalArgumentException("the job has no voice '" + voice + "'");
    }
    return new SpeechRequest(address, text, language, known, seed);
  }

  /** The same request for other utterances. */
  public SpeechTask withUses(List<UtteranceId> others) {
    return new SpeechTask(address, text, language, voice, seed, source, others);
  }
}
