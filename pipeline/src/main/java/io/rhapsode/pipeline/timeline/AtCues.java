package io.rhapsode.pipeline.timeline;

import io.rhapsode.pipeline.script.UtteranceOutcome.Spoken;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layout of a film: every utterance at its cue. Different speakers may overlap; a speaker who
 * has not finished begins the next utterance as soon as the one before ends.
 */
public final class AtCues {
  private AtCues() {}

  /**
   * Lays takes out. A cue without a take leaves silence.
   *
   * @param cues in any order, one for each utterance at the most
   * @param takes the takes there are, in any order
   * @param sampleRateHz rate of the timeline
   * @param samples least length of the timeline, at its rate, from 1; it is longer where speech is
   * @param title title of the only chapter, not blank
   * @throws IllegalArgumentException when two cues are of one utterance
   */
  public static Timeline lay(
      List<Cue> cues, List<Spoken> takes, int sampleRateHz, long samples, String title) {
    List<Segment> segments = new ArrayList<>();
    long end = 0;
    for (Segment.Speech speech : speech(cues, takes, sampleRateHz)) {
      addPause(segments, end, speech.startSample());
      segments.add(speech);
      end = Math.max(end, speech.endSample());
    }
    addPause(segments, end, samples);
    end = Math.max(end, samples);
    return new Timeline(sampleRateHz, segments, List.of(new ChapterMark(1, title, 0, end)));
  }

  /** In order of start. */
  private static List<Segment.Speech> speech(List<Cue> cues, List<Spoken> takes, int rateHz) {
    Map<Integer, TakeReference> takeByOrdinal = new HashMap<>();
    takes.forEach(take -> takeByOrdinal.put(take.ordinal(), take.take()));
    Map<String, Long> endBySpeaker = new HashMap<>();
    Map<Integer, Segment.Speech> speech = new HashMap<>();
    for (Cue cue : inOrder(cues)) {
      TakeReference take = takeByOrdinal.get(cue.ordinal());
      if (take == null) {
        continue;
      }
      long start = Math.max(cue.startSample(), endBySpeaker.getOrDefault(cue.speaker(), 0L));
      long samples = Segment.Speech.samplesOf(take, rateHz);
      Segment.Speech segment = new Segment.Speech(cue.ordinal(), take, start, samples);
      if (speech.put(cue.ordinal(), segment) != null) {
        throw new IllegalArgumentException("two cues of utterance " + cue.ordinal());
      }
      endBySpeaker.put(cue.speaker(), start + samples);
    }
    return speech.values().stream()
        .sorted(
            Comparator.comparingLong(Segment.Speech::startSample)
                .thenComparingInt(Segment.Speech::ordinal))
        .toList();
  }

  private static List<Cue> inOrder(List<Cue> cues) {
    return cues.stream()
        .sorted(Comparator.comparingLong(Cue::startSample).thenComparingInt(Cue::ordinal))
        .toList();
  }

  private static void addPause(List<Segment> segments, long from, long to) {
    if (to > from) {
      segments.add(new Segment.Pause(from, to - from));
    }
  }
}
