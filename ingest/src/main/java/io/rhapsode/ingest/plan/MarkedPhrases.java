package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.ingest.plan.sentence.StretchCuts;
import java.util.List;
import java.util.Optional;

/** Words of another language inside a sentence, for the voices that speak it. */
final class MarkedPhrases {
  private MarkedPhrases() {}

  /**
   * Cuts stretches where the language changes, if the engine of their voice speaks both.
   *
   * @param stretches cover the block
   */
  static List<Stretch> apart(Block block, List<Stretch> stretches, VoiceChoice choice) {
    List<MarkedSpan<String>> phrases =
        block.languages().stream()
            .map(marked -> new MarkedSpan<>(marked.characters(), marked.language()))
            .filter(
                marked ->
                    marked.characters().of(block.text()).codePoints().anyMatch(Character::isLetter))
            .toList();
    return StretchCuts.along(
        block.text(),
        stretches,
        phrases,
        (stretch, language) ->
            choice.speaking(stretch.voice(), language).isPresent()
                ? Optional.of(stretch)
                : Optional.empty());
  }
}
