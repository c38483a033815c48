package io.rhapsode.mux.timeline;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.tag.ChapterTime;
import io.rhapsode.mux.tag.OneLine;
import io.rhapsode.mux.tag.Track;
import io.rhapsode.pipeline.timeline.ChapterMark;
import io.rhapsode.pipeline.timeline.Segment;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The stretch of a timeline that becomes one audio file: whole chapters, and silence around them
 * where the timeline has too little. Lengths are in samples at the timeline's rate.
 *
 * @param timeline the whole book
 * @param chapters the chapters of the file, at least one
 * @param track the file's place among the files of the book
 * @param leadSamples silence before what the timeline has
 * @param trailSamples silence after it
 */
public record AudioPart(
    Timeline timeline,
    List<ChapterMark> chapters,
    Track track,
    long leadSamples,
    long trailSamples) {
  private static final long MILLIS_PER_SECOND = 1_000;

  public AudioPart {
    requireNonNull(timeline, "timeline is null");
    requireNonNull(track, "track is null");
    chapters = List.copyOf(chapters);
    if (chapters.isEmpty()) {
      throw new IllegalArgumentException("no chapter in " + track);
    }
    if (leadSamples < 0 || trailSamples < 0) {
      throw new IllegalArgumentException(
          "%d samples before or %d after is negative".formatted(leadSamples, trailSamples));
    }
  }

  /**
   * Chapters with silence around them.
   *
   * @param headMillis least silence before the first word
   * @param tailMillis least silence after the last word
   */
  public static AudioPart of(
      Timeline timeline, List<ChapterMark> chapters, Track track, int headMillis, int tailMillis) {
    AudioPart bare = new AudioPart(timeline, chapters, track, 0, 0);
    List<Segment> segments = bare.content();
    long lead = samplesOf(headMillis, timeline) - pauseAt(segments, 0);
    long trail = samplesOf(tailMillis, timeline) - pauseAt(segments, segments.size() - 1);
    return new AudioPart(timeline, chapters, track, Math.max(0, lead), Math.max(0, trail));
  }

  /** The title of a chapter as it is shown: one line, never empty. */
  public static String titleOf(ChapterMark mark) {
    return OneLine.of(mark.title(), "Chapter " + mark.number());
  }

  /** Speech and pauses of the file in order; their positions are those of the timeline. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment.Pause(0, leadSamples));
    segments.addAll(content());
    segments.add(new Segment.Pause(endSample(), trailSamples));
    return segments;
  }

  /** Where on the timeline the file would begin if its silence were part of it; may be negative. */
  public long originSample() {
    return startSample() - leadSamples;
  }

  public long samples() {
    return leadSamples + endSample() - startSample() + trailSamples;
  }

  /** Length in samples at another rate. */
  public long samplesAt(int sampleRateHz) {
    return timeline.at(samples(), sampleRateHz);
  }

  public double seconds() {
    return timeline.secondsAt(samples());
  }

  /** Whether the file tells its chapters: it has several, or is all of its book. */
  public boolean listsChapters() {
    return chapters.size() > 1 || track.total() == 1;
  }

  /** The chapters in milliseconds from the start of the file, of which they cover all. */
  public List<ChapterTime> chapterTimes() {
    List<ChapterTime> times = new ArrayList<>();
    for (int i = 0; i < chapters.size(); i++) {
      ChapterMark mark = chapters.get(i);
      long start = i == 0 ? 0 : mark.startSample() - originSample();
      long end = i == chapters.size() - 1 ? samples() : mark.endSample() - originSample();
      times.add(new ChapterTime(titleOf(mark), timeline.millisAt(start), timeline.millisAt(end)));
    }
    return times;
  }

  private long startSample() {
    return chapters.get(0).startSample();
  }

  private long endSample() {
    return chapters.get(chapters.size() - 1).endSample();
  }

  private List<Segment> content() {
    return chapters.stream().flatMap(mark -> timeline.segmentsOf(mark).stream()).toList();
  }

  private static long pauseAt(List<Segment> segments, int index) {
    return !segments.isEmpty() && segments.get(index) instanceof Segment.Pause pause
        ? pause.samples()
        : 0;
  }

  private static long samplesOf(int millis, Timeline timeline) {
    return (millis * (long) timeline.sampleRateHz() + MILLIS_PER_SECOND / 2) / MILLIS_PER_SECOND;
  }
}
