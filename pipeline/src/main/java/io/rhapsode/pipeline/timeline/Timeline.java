package io.rhapsode.pipeline.timeline;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One book or film in time, as {@link EndToEnd} or {@link AtCues} lays it out. Segments and
 * chapters both cover it from sample 0 to the end without gap. Pauses and chapters overlap nothing;
 * speech may overlap other speech, where several talk at once. Times for containers and captions
 * are computed from positions, never added up, so that nothing drifts however long it is.
 *
 * @param sampleRateHz the unit of all positions
 * @param segments speech and pauses in order of their start
 * @param chapters the chapters in order
 */
public record Timeline(int sampleRateHz, List<Segment> segments, List<ChapterMark> chapters) {
  public Timeline {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException("sample rate is below 1 Hz: " + sampleRateHz);
    }
    segments = List.copyOf(segments);
    chapters = List.copyOf(chapters);
    requireContiguous(chapters, requireCovered(segments));
  }

  /** A length of time at a rate, rounded to the nearest sample. */
  static long samplesOf(long millis, int sampleRateHz) {
    return (Math.multiplyExact(millis, sampleRateHz) + 500) / 1_000;
  }

  /** Length in samples. */
  public long samples() {
    return chapters.isEmpty() ? 0 : chapters.get(chapters.size() - 1).endSample();
  }

  /** Whether no speech overlaps other speech. */
  public boolean oneAtATime() {
    return segments.stream().mapToLong(Segment::samples).sum() == samples();
  }

  public double seconds() {
    return secondsAt(samples());
  }

  public double secondsAt(long sample) {
    return sample / (double) sampleRateHz;
  }

  /** The time of a sample in milliseconds, rounded to the nearest. */
  public long millisAt(long sample) {
    return at(sample, 1_000);
  }

  /** The position of a sample at another rate, rounded to the nearest. */
  public long at(long sample, int otherRateHz) {
    return (Math.multiplyExact(sample, otherRateHz) + sampleRateHz / 2) / sampleRateHz;
  }

  /** The segments that start in a chapter. */
  public List<Segment> segmentsOf(ChapterMark chapter) {
    return segments.subList(
        firstSegmentFrom(chapter.startSample()), firstSegmentFrom(chapter.endSample()));
  }

  /**
   * A part of the work that is like the whole: every n-th segment, n as small as the length allows.
   *
   * @param seconds about how much at the most
   */
  public List<Segment> excerpt(int seconds) {
    int every = Math.max(1, (int) Math.ceil(seconds() / seconds));
    // Speech and pauses take turns; they are taken together.
    return IntStream.range(0, segments.size())
        .filter(index -> index / 2 % every == 0)
        .mapToObj(segments::get)
        .toList();
  }

  private int firstSegmentFrom(long sample) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).startSample() < sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where the last segment ends. */
  private static long requireCovered(List<Segment> segments) {
    long start = 0;
    long next = 0;
    boolean silent = false;
    for (Segment segment : segments) {
      boolean pause = segment instanceof Segment.Pause;
      boolean overlaps = segment.startSample() < next;
      if (segment.startSample() > next || overlaps && (pause || silent)) {
        throw new IllegalArgumentException(
            "a segment starts at sample %d instead of %d".formatted(segment.startSample(), next));
      }
      if (segment.startSample() < start) {
        throw new IllegalArgumentException(
            "a segment starts at sample %d, before the one in front of it at %d"
                .formatted(segment.startSample(), start));
      }
      start = segment.startSample();
      next = Math.max(next, segment.endSample());
      silent = pause;
    }
    return next;
  }

  private static void requireContiguous(List<ChapterMark> chapters, long end) {
    long next = 0;
    for (ChapterMark chapter : chapters) {
      if (chapter.startSample() != next) {
        throw new IllegalArgumentException(
            "chapter '%s' starts at sample %d instead of %d"
                .formatted(chapter.title(), chapter.startSample(), next));
      }
      next = chapter.endSample();
    }
    if (next != end) {
      throw new IllegalArgumentException(
          "chapters end at sample %d, segments at %d".formatted(next, end));
    }
  }
}
