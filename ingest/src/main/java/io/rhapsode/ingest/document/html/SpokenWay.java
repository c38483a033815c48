package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.html.BlockBuilder.Run;
import io.rhapsode.ingest.document.speech.MarkedSpan;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.ingest.document.speech.ReadAs;
import io.rhapsode.ingest.document.speech.SpeechMarks;
import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a stretch of text is read. A null component says nothing; where two stretches that touch have
 * equal components, they are one.
 *
 * @param ownLanguage whether a voice of its language reads it, however short it is
 */
record SpokenWay(
    Mark<Saying> said,
    Mark<ReadAs> taken,
    String voice,
    Integer pacePercent,
    Mark<Boolean> sentence,
    boolean ownLanguage) {
  /** As the narration has it. */
  static final SpokenWay USUAL = new SpokenWay(null, null, null, null, null, false);

  /** What one element says: that of another one is another stretch, though it says the same. */
  static final class Mark<T> {
    private final T value;

    Mark(T value) {
      this.value = value;
    }
  }

  SpokenWay saying(Mark<Saying> saying) {
    return new SpokenWay(saying, taken, voice, pacePercent, sentence, ownLanguage);
  }

  SpokenWay taken(ReadAs as) {
    return new SpokenWay(said, new Mark<>(as), voice, pacePercent, sentence, ownLanguage);
  }

  SpokenWay voiced(String name) {
    return new SpokenWay(said, taken, name, pacePercent, sentence, ownLanguage);
  }

  SpokenWay paced(int percent) {
    return new SpokenWay(said, taken, voice, percent, sentence, ownLanguage);
  }

  SpokenWay asSentence() {
    return new SpokenWay(said, taken, voice, pacePercent, new Mark<>(true), ownLanguage);
  }

  SpokenWay inOwnLanguage() {
    return new SpokenWay(said, taken, voice, pacePercent, sentence, true);
  }

  /**
   * What the runs of a block say.
   *
   * @param length of its text
   */
  static SpeechMarks marks(List<Run> runs, List<PausePoint> pauses, int length) {
    boolean marked = runs.stream().anyMatch(run -> !run.marks().way().equals(USUAL));
    if (!marked && pauses.isEmpty()) {
      return SpeechMarks.NONE;
    }
    List<PausePoint> within =
        pauses.stream().map(pause -> pause.at(Math.min(pause.at(), length))).toList();
    return new SpeechMarks(
        values(stretches(runs, length, SpokenWay::said)),
        values(stretches(runs, length, SpokenWay::taken)),
        stretches(runs, length, SpokenWay::voice),
        stretches(runs, length, SpokenWay::pacePercent),
        stretches(runs, length, SpokenWay::sentence).stream().map(MarkedSpan::characters).toList(),
        within,
        runs.stream().anyMatch(run -> run.marks().way().ownLanguage()));
  }

  private static <T> List<MarkedSpan<T>> values(List<MarkedSpan<Mark<T>>> marks) {
    return marks.stream()
        .map(mark -> new MarkedSpan<>(mark.characters(), mark.value().value))
        .toList();
  }

  /** The stretches for which a component says something. */
  private static <T> List<MarkedSpan<T>> stretches(
      List<Run> runs, int length, Function<SpokenWay, T> component) {
    List<MarkedSpan<T>> stretches = new ArrayList<>();
    int start = 0;
    for (Run run : runs) {
      int end = Math.min(run.end(), length);
      T value = component.apply(run.marks().way());
      if (value != null && end > start) {
        int last = stretches.size() - 1;
        boolean further =
            last >= 0
                && stretches.get(last).characters().end() == start
                && stretches.get(last).value().equals(value);
        int from = further ? stretches.remove(last).characters().start() : start;
        stretches.add(new MarkedSpan<>(new Span(from, end), value));
      }
      start = Math.max(start, end);
    }
    return stretches;
  }
}
