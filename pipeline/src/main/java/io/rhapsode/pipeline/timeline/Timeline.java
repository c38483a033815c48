package io.rhapsode.pipeline.timeline;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.graph.UtteranceTake;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One book in time. Segments and chapters both cover it from sample 0 to the end without gap or
 * overlap. Times for containers and captions are computed from positions, never added up, so that
 * nothing drifts however long the book is.
 *
 * @param sampleRateHz the unit of all positions: the highest rate among the takes
 * @param segments speech and pauses in order
 * @param chapters the chapters in order, each at least one second long
 */
public record Timeline(int sampleRateHz, List<Segment> segments, List<ChapterMark> chapters) {
  public Timeline {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException("sample rate is below 1 Hz: " + sampleRateHz);
    }
    segments = List.copyOf(segments);
    chapters = List.copyOf(chapters);
    requireContiguous(segments);
    requireContiguous(chapters, segments);
  }

  /**
   * Lays a book out. An utterance without a take leaves its pause only. A chapter without
   * utterances is left out; a chapter shorter than one second is filled up with silence.
   *
   * @param takes the takes there are, in any order
   * @throws IllegalArgumentException when there is no take at all
   */
  public static Timeline of(BookPlan plan, List<UtteranceTake> takes, Margins margins) {
    return new TimelineLayout(plan, takes, margins).lay();
  }

  /** Length in samples. */
  public long samples() {
    return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).endSample();
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

  /** The segments of a chapter. */
  public List<Segment> segmentsOf(ChapterMark chapter) {
    return segments.subList(
        firstSegmentFrom(chapter.startSample()), firstSegmentFrom(chapter.endSample()));
  }

  /**
   * A part of the book that is like the whole: every n-th segment, n as small as the length allows.
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

  private static void requireContiguous(List<Segment> segments) {
    long next = 0;
    for (Segment segment : segments) {
      if (segment.startSample() != next) {
        throw new IllegalArgumentException(
            "a segment starts at sample %d instead of %d".formatted(segment.startSample(), next));
      }
      next = segment.endSample();
    }
  }

  private static void requireContiguous(List<ChapterMark> chapters, List<Segment> segments) {
    long next = 0;
    for (ChapterMark chapter : chapters) {
      if (chapter.startSample() != next) {
        throw new IllegalArgumentException(
            "chapter '%s' starts at sample %d instead of %d"
                .formatted(chapter.title(), chapter.startSample(), next));
      }
      next = chapter.endSample();
    }
    long end = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).endSample();
    if (next != end) {
      throw new IllegalArgumentException(
          "chapters end at sample %d, segments at %d".formatted(next, end));
    }
  }
}
