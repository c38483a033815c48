package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.LanguageSpan;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Words of another language inside a sentence, for the voices that speak it. */
final class MarkedPhrases {
  private static final String BELONGING = ",.;:!?…)]”’»";

  private MarkedPhrases() {}

  /**
   * Cuts stretches where the language changes, if the engine of their voice speaks both. A phrase
   * takes the marks and the white space behind it.
   *
   * @param stretches cover the block
   */
  static List<Stretch> apart(Block block, List<Stretch> stretches, VoiceChoice choice) {
    List<Stretch> apart = new ArrayList<>();
    for (Stretch stretch : stretches) {
      int at = stretch.characters().start();
      int end = stretch.characters().end();
      for (LanguageSpan marked : block.languages()) {
        int from = Math.max(marked.characters().start(), at);
        int to = endOf(marked.characters().end(), end, block.text());
        boolean spoken =
            from < to
                && new Span(from, to).of(block.text()).codePoints().anyMatch(Character::isLetter)
                && choice.speaking(stretch.voice(), marked.language()).isPresent();
        if (!spoken) {
          continue;
        }
        if (hasWords(block.text(), at, from)) {
          apart.add(stretch.of(at, from));
          at = from;
        }
        apart.add(stretch.of(at, to));
        at = to;
      }
      if (at < end) {
        boolean words = hasWords(block.text(), at, end) || apart.isEmpty();
        if (words) {
          apart.add(stretch.of(at, end));
        } else {
          apart.add(apart.remove(apart.size() - 1).to(end));
        }
      }
    }
    return apart;
  }

  private static int endOf(int phrase, int stretch, String text) {
    int end = Math.min(phrase, stretch);
    while (end < stretch
        && (Character.isWhitespace(text.charAt(end)) || BELONGING.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static boolean hasWords(String text, int from, int to) {
    return text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
