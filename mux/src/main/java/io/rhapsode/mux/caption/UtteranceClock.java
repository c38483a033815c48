package io.rhapsode.mux.caption;

import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.text.SpokenToken;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.Segment;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the characters of an utterance's display text are heard: exact where a word begins, and in
 * proportion between.
 */
public final class UtteranceClock {
  /** Character to sample on the timeline; ascending in both. */
  private final TreeMap<Integer, Long> anchors = new TreeMap<>();

  /**
   * @param timelineRateHz rate of the segment's positions
   */
  public UtteranceClock(
      Utterance utterance, Take take, Segment.Speech segment, int timelineRateHz) {
    anchors.put(0, segment.startSample());
    for (WordTime word : take.words()) {
      int character = firstCharacter(utterance, word);
      long sample =
          segment.startSample()
              + ((long) word.startSample() * timelineRateHz + take.sampleRateHz() / 2)
                  / take.sampleRateHz();
      if (character > anchors.lastKey() && sample >= anchors.lastEntry().getValue()) {
        anchors.put(character, Math.min(sample, segment.endSample()));
      }
    }
    int end = Math.max(utterance.text().length(), anchors.lastKey() + 1);
    anchors.put(end, segment.endSample());
  }

  /** The sample at which a character of the display text is reached. */
  public long sampleAt(int character) {
    Map.Entry<Integer, Long> before = anchors.floorEntry(character);
    Map.Entry<Integer, Long> after = anchors.higherEntry(character);
    if (after == null) {
      return before.getValue();
    }
    long samples = after.getValue() - before.getValue();
    int passed = character - before.getKey();
    return before.getValue() + samples * passed / (after.getKey() - before.getKey());
  }

  private static int firstCharacter(Utterance utterance, WordTime word) {
    for (SpokenToken token : utterance.tokens()) {
      if (token.spoken().end() > word.spoken().start()
          && token.spoken().start() < word.spoken().end()) {
        return token.source().start();
      }
    }
    return 0;
  }
}
