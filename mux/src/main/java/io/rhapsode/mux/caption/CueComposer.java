package io.rhapsode.mux.caption;

import io.rhapsode.pipeline.store.Take;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the cues of utterances: their display text, word for word, from the first to the last
 * sample of their speech. Cues do not overlap.
 */
public final class CueComposer {
  private final Timeline timeline;
  private final LineBreaker breaker;

  /**
   * @param lineCharacters longest line; wide East Asian characters count as two
   * @param lines most lines of a cue
   */
  public CueComposer(Timeline timeline, int lineCharacters, int lines) {
    this.timeline = timeline;
    this.breaker = new LineBreaker(lineCharacters, lines);
  }

  /**
   * The cues of an utterance; none when it is so short that no millisecond is left for it.
   *
   * @param fileStartSample where on the timeline the file begins that the cues belong to
   */
  public List<Cue> compose(
      Utterance utterance, Take take, Segment.Speech segment, long fileStartSample) {
    DisplayText display = DisplayText.of(utterance.text());
    UtteranceClock clock = new UtteranceClock(utterance, take, segment, timeline.sampleRateHz());
    Locale locale = Locale.forLanguageTag(utterance.language());
    List<List<List<LineBreaker.Chunk>>> divided = breaker.divide(display.text(), locale);
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < divided.size(); i++) {
      long start = i == 0 ? segment.startSample() : startOf(divided.get(i), display, clock);
      boolean last = i == divided.size() - 1;
      long end = last ? segment.endSample() : startOf(divided.get(i + 1), display, clock);
      long startMillis = timeline.millisAt(start - fileStartSample);
      long endMillis = timeline.millisAt(end - fileStartSample);
      if (endMillis > startMillis) {
        cues.add(
            new Cue(
                startMillis, endMillis, lines(divided.get(i), display, clock, fileStartSample)));
      }
    }
    return cues;
  }

  private List<Cue.Line> lines(
      List<List<LineBreaker.Chunk>> lines,
      DisplayText display,
      UtteranceClock clock,
      long fileStartSample) {
    return lines.stream()
        .map(
            line ->
                new Cue.Line(
                    line.stream()
                        .map(
                            chunk ->
                                new Cue.Piece(
                                    display.text().substring(chunk.start(), chunk.end()),
                                    timeline.millisAt(
                                        clock.sampleAt(display.origin(chunk.start()))
                                            - fileStartSample)))
                        .toList()))
        .toList();
  }

  private static long startOf(
      List<List<LineBreaker.Chunk>> cue, DisplayText display, UtteranceClock clock) {
    return clock.sampleAt(display.origin(cue.get(0).get(0).start()));
  }
}
