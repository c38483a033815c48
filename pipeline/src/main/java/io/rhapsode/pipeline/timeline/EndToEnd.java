package io.rhapsode.pipeline.timeline;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.TakeReference;
import io.rhapsode.pipeline.text.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layout of a book: utterances end to end, with the pauses of the plan between them. */
public final class EndToEnd {
  /** Players drop or merge chapters that are shorter than a second. */
  private static final int SHORTEST_CHAPTER_SECONDS = 1;

  private final BookPlan plan;
  private final Margins margins;
  private final Map<Integer, TakeReference> takes = new HashMap<>();
  private final int sampleRateHz;
  private final List<Segment> segments = new ArrayList<>();
  private final List<ChapterMark> marks = new ArrayList<>();
  private long position;

  private EndToEnd(BookPlan plan, List<Spoken> takes, Margins margins) {
    this.plan = plan;
    this.margins = margins;
    takes.forEach(take -> this.takes.put(take.ordinal(), take.take()));
    this.sampleRateHz =
        takes.stream()
            .mapToInt(take -> take.take().sampleRateHz())
            .max()
            .orElseThrow(() -> new IllegalArgumentException("no utterance has a take"));
  }

  /**
   * Lays a book out. An utterance without a take leaves its pause only. A chapter without
   * utterances is left out; a chapter shorter than one second is filled up with silence.
   *
   * @param takes the takes there are, in any order
   * @return a timeline at the highest rate among the takes
   * @throws IllegalArgumentException when there is no take at all
   */
  public static Timeline lay(BookPlan plan, List<Spoken> takes, Margins margins) {
    return new EndToEnd(plan, takes, margins).lay();
  }

  private Timeline lay() {
    List<Chapter> heard =
        plan.chapters().stream().filter(chapter -> chapter.utterances() > 0).toList();
    int first = 0;
    for (int i = 0; i < heard.size(); i++) {
      Chapter chapter = heard.get(i);
      List<Utterance> utterances = plan.utterances().subList(first, first + chapter.utterances());
      boolean head = margins.everyChapter() || i == 0;
      boolean tail = margins.everyChapter() || i == heard.size() - 1;
      layChapter(chapter, utterances, head, tail);
      first += chapter.utterances();
    }
    return new Timeline(sampleRateHz, segments, marks);
  }

  private void layChapter(Chapter chapter, List<Utterance> utterances, boolean head, boolean tail) {
    long start = position;
    if (head) {
      addPause(samplesOf(margins.headMillis()));
    }
    for (int i = 0; i < utterances.size(); i++) {
      Utterance utterance = utterances.get(i);
      boolean last = i == utterances.size() - 1;
      int least = last && tail ? margins.tailMillis() : 0;
      addSpeech(utterance.ordinal());
      addPause(samplesOf(Math.max(least, utterance.pauseMillis())));
    }
    addPause(start + (long) SHORTEST_CHAPTER_SECONDS * sampleRateHz - position);
    marks.add(new ChapterMark(chapter.number(), chapter.title(), start, position));
  }

  private void addSpeech(int ordinal) {
    TakeReference take = takes.get(ordinal);
    if (take == null) {
      return;
    }
    long samples = Segment.Speech.samplesOf(take, sampleRateHz);
    segments.add(new Segment.Speech(ordinal, take, position, samples));
    position += samples;
  }

  private void addPause(long samples) {
    if (samples > 0) {
      segments.add(new Segment.Pause(position, samples));
      position += samples;
    }
  }

  private long samplesOf(int millis) {
    return Timeline.samplesOf(millis, sampleRateHz);
  }
}
