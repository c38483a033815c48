package io.rhapsode.pipeline.speech;

import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Paces that were asked for and that nobody follows, as of {@link UnhonouredPronunciations}. */
public final class UnhonouredPaces {
  private UnhonouredPaces() {}

  /**
   * One line for each voice that has one pace only, in order of the voices' names.
   *
   * @param paces in percent of the voices' own, by ordinal
   */
  public static List<String> warnings(
      List<Utterance> utterances, Map<Integer, Integer> paces, JobVoices voices) {
    Map<String, Integer> countByVoice = new TreeMap<>();
    for (int ordinal : paces.keySet()) {
      Utterance utterance = utterances.get(ordinal);
      Voice voice = voices.named(utterance.voice(), utterance.language());
      if (!voice.honours().contains(RequestPart.PACE)) {
        countByVoice.merge(voice.name(), 1, Integer::sum);
      }
    }
    List<String> warnings = new ArrayList<>();
    countByVoice.forEach(
        (name, count) ->
            warnings.add(
                "voice '%s' has one pace only: %,d utterances that were to be quicker or slower are said at it"
                    .formatted(name, count)));
    return warnings;
  }
}
